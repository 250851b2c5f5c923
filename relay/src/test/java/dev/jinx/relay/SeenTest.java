package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenTest {
  private static final int ROUNDS = "full".equals(System.getProperty("jinx.fuzz")) ? 20_000 : 300;

  private static Cursor at(long boot, long seq) {
    return new Cursor("n1", boot, seq);
  }

  @Test
  void whateverTheOrderAndHoweverOftenEachEventIsNewOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      Cursor since = random.nextInt(3) == 0 ? at(2, random.nextInt(20)) : null;
      Seen seen = new Seen(since);
      Set<Cursor> given = new HashSet<>();
      for (int i = 0; i < 300; i++) {
        Cursor event = at(1 + random.nextInt(3), 1 + random.nextInt(30));
        if (random.nextInt(10) == 0) {
          seen.addNotice(event);
          continue;
        }
        boolean covered = since != null && !event.isAfter(since);
        boolean isNew = seen.add(event) != Seen.Verdict.REPEATED;
        assertThat(isNew)
            .as("%s in round %d", event, round)
            .isEqualTo(!covered && given.add(event));
      }
    }
  }

  @Test
  void aHoleIsToldOnceAndWhatComesLateIsNew() {
    Seen seen = new Seen(at(1, 4));
    assertThat(seen.add(at(1, 5))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.add(at(1, 9))).isEqualTo(Seen.Verdict.NEW_BEHIND_HOLE);
    assertThat(seen.add(at(1, 7))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.add(at(1, 7))).isEqualTo(Seen.Verdict.REPEATED);
    assertThat(seen.add(at(1, 10))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.add(at(2, 2))).isEqualTo(Seen.Verdict.NEW_BEHIND_HOLE);
    assertThat(seen.add(at(3, 1))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.furthest()).isEqualTo(at(3, 1));
  }

  @Test
  void whoBeginsInTheMiddleIsToldOfNoHole() {
    Seen seen = new Seen(null);
    assertThat(seen.add(at(4, 1000))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.add(at(4, 1001))).isEqualTo(Seen.Verdict.NEW);
  }

  @Test
  void aNoticeCoversWhatItSaysAndIsNewsOnce() {
    Seen seen = new Seen(at(1, 4));
    assertThat(seen.addNotice(at(1, 9))).isTrue();
    assertThat(seen.addNotice(at(1, 9))).isFalse();
    assertThat(seen.add(at(1, 10))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.addNotice(at(2, 0))).isTrue();
    assertThat(seen.addNotice(at(2, 0))).isFalse();
    assertThat(seen.add(at(1, 6))).isEqualTo(Seen.Verdict.NEW);
  }

  @Test
  void aLostEndIsNewsOnceThoughMoreOfThatLifeIsHere() {
    Seen seen = new Seen(at(1, 4));
    assertThat(seen.add(at(1, 5))).isEqualTo(Seen.Verdict.NEW);
    assertThat(seen.addLostEnd(at(1, 4))).isFalse();
    assertThat(seen.addLostEnd(at(1, 5))).isTrue();
    assertThat(seen.addLostEnd(at(1, 5))).isFalse();
    assertThat(seen.add(at(1, 6))).isEqualTo(Seen.Verdict.NEW);
  }
}
