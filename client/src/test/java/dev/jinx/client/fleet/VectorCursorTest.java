package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorCursorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n1@4.12,n2@1.7 | n1@4.12,n2@1.7",
        "n2@1.7, n1@4.12 | n1@4.12,n2@1.7",
        "b.c-d_e@1732180000000.9223372036854775807 | b.c-d_e@1732180000000.9223372036854775807",
        "n10@1.1,n9@1.1 | n10@1.1,n9@1.1",
        "'' | ''",
      })
  void readsAndWritesOneWay(String text, String canonical) {
    VectorCursor cursor = VectorCursor.parse(text);
    assertThat(cursor).hasToString(canonical);
    assertThat(VectorCursor.parse(canonical)).isEqualTo(cursor).hasSameHashCodeAs(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "n1@4.12,", "n1", "n1@4", "n1@4.x", "n1@-1.2", "n1@1.1,n1@1.2"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorCursor.parse(text))
        .withMessageContaining("cursor");
  }

  @Test
  void takesALaterBootForLaterWhateverTheNumber() {
    VectorCursor joined = VectorCursor.parse("n1@4.900").join(VectorCursor.parse("n1@5.1"));
    assertThat(joined).hasToString("n1@5.1");
  }

  @Test
  void coversWhatItPassedAndNothingElse() {
    VectorCursor cursor = VectorCursor.parse("n1@4.12,n2@1.7");
    assertThat(cursor.covers(Cursor.parse("n1@4.12"))).isTrue();
    assertThat(cursor.covers(Cursor.parse("n1@3.99"))).isTrue();
    assertThat(cursor.covers(Cursor.parse("n1@4.13"))).isFalse();
    assertThat(cursor.covers(Cursor.parse("n3@1.1"))).isFalse();
    assertThat(cursor.covers(VectorCursor.EMPTY)).isTrue();
    assertThat(VectorCursor.EMPTY.covers(cursor)).isFalse();
    VectorCursor other = VectorCursor.parse("n1@4.13,n2@1.6");
    assertThat(cursor.covers(other) || other.covers(cursor)).isFalse();
  }

  @RepeatedTest(50)
  void joinsToTheLeastThatCoversBoth(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    VectorCursor a = any(random);
    VectorCursor b = any(random);
    VectorCursor c = any(random);
    assertThat(a.join(a)).isEqualTo(a);
    assertThat(a.join(b)).isEqualTo(b.join(a));
    assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
    assertThat(a.join(b).covers(a)).isTrue();
    assertThat(a.covers(b)).isEqualTo(a.join(b).equals(a));
    if (c.covers(a) && c.covers(b)) {
      assertThat(c.covers(a.join(b))).isTrue();
    }
    assertThat(a.covers(b) && b.covers(a)).isEqualTo(a.equals(b));
    assertThat(VectorCursor.parse(a.toString())).isEqualTo(a);
  }

  private static VectorCursor any(Random random) {
    List<Cursor> positions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      positions.add(new Cursor("n" + random.nextInt(3), 1 + random.nextInt(2), random.nextInt(3)));
    }
    return VectorCursor.of(positions);
  }
}
