package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TapeTest {
  private final Tape tape = new Tape(new Cursor("n", 1, 10), 256);

  private static Event event(long boot, long seq) {
    try {
      return Event.parse(
          "{\"injection\":\"a\",\"phase\":\"hit\",\"hit\":1,\"arm\":1}", "n@" + boot + "." + seq);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsTheOrderAndFindsPlaces() {
    tape.add(event(1, 11));
    tape.add(event(1, 12));
    assertThat(tape.indexAfter(new Cursor("n", 1, 10))).isEqualTo(0);
    assertThat(tape.indexAfter(new Cursor("n", 1, 11))).isEqualTo(1);
    assertThat(tape.indexAfter(new Cursor("n", 1, 99))).isEqualTo(2);
    assertThat(tape.from(1)).extracting(e -> e.cursor().seq()).containsExactly(12L);
    assertThat(tape.reached(new Cursor("n", 1, 12))).isTrue();
    assertThat(tape.reached(new Cursor("n", 1, 13))).isFalse();
  }

  @Test
  void leavesOutWhatAServerRepeats() {
    tape.add(event(1, 11));
    tape.add(event(1, 10));
    tape.add(event(1, 11));
    tape.add(event(1, 12));
    assertThat(tape.from(0)).extracting(e -> e.cursor().seq()).containsExactly(11L, 12L);
  }

  @Test
  void turnsAJumpIntoAGap() {
    tape.add(event(1, 13));
    assertThat(tape.from(0)).extracting(Event::phase).containsExactly(Phase.GAP, Phase.HIT);
    assertThat(tape.from(0).get(0).json())
        .contains("\"from\":\"n@1.11\",\"to\":\"n@1.12\",\"lost\":2");
  }

  @Test
  void takesAToldPositionForNoJump() {
    tape.moveTo(new Cursor("n", 1, 12));
    tape.add(event(1, 13));
    assertThat(tape.from(0)).extracting(Event::phase).containsExactly(Phase.HIT);
  }

  @Test
  void beginsAnywhereWhereItsBeginningIsOpen() {
    Tape open = new Tape(new Cursor("n", 1, -1), 256);
    open.add(event(1, 500));
    assertThat(open.from(0)).extracting(Event::phase).containsExactly(Phase.HIT);
  }

  @Test
  void startsAfreshInAnotherLife() {
    tape.add(event(1, 11));
    tape.add(event(2, 1));
    assertThat(tape.from(0)).extracting(Event::phase).containsOnly(Phase.HIT);
    assertThat(tape.indexAfter(new Cursor("n", 1, 11))).isEqualTo(1);
    assertThat(tape.position()).isEqualTo(new Cursor("n", 2, 1));
  }

  @Test
  void takesALaterLifeThatDoesNotBeginWithItsFirstEventForAGap() {
    tape.add(event(2, 4));
    assertThat(tape.from(0)).extracting(Event::phase).containsExactly(Phase.GAP, Phase.HIT);
    assertThat(tape.from(0).get(0).json()).contains("\"from\":\"n@2.1\",\"to\":\"n@2.3\"");
  }

  @Test
  void leavesOutWhatAServerRepeatsOfAnEarlierLife() {
    assertThat(tape.add(event(2, 1))).isTrue();
    assertThat(tape.add(event(1, 11))).isFalse();
    assertThat(tape.add(event(2, 1))).isFalse();
    assertThat(tape.add(event(2, 2))).isTrue();
    assertThat(tape.from(0))
        .extracting(e -> e.cursor().toString())
        .containsExactly("n@2.1", "n@2.2");
  }

  @Test
  void keepsAGapWhoseEndNobodyKnows() {
    assertThat(tape.add(Event.openGap(tape.position()))).isTrue();
    assertThat(tape.from(0)).extracting(Event::phase).containsExactly(Phase.GAP);
    assertThat(tape.position()).isEqualTo(new Cursor("n", 1, 10));
  }

  @Test
  void dropsTheOldestAndKnowsThatItDoesNotCoverThemAnyMore() {
    for (int seq = 11; seq <= 11 + 300; seq++) {
      tape.add(event(1, seq));
    }
    assertThat(tape.from(0)).hasSize(256);
    assertThat(tape.get(0)).isNull();
    assertThat(tape.dropped(0)).isTrue();
    assertThat(tape.covers(new Cursor("n", 1, 10))).isFalse();
    assertThat(tape.covers(new Cursor("n", 1, 55))).isTrue();
    assertThat(tape.covers(new Cursor("n", 1, 54))).isFalse();
    assertThat(tape.covers(new Cursor("other", 1, 300))).isFalse();
  }
}
