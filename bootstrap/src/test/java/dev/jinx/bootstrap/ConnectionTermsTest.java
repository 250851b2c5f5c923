package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions at points on connections: their grammar, where they act, and what they ask for. */
class ConnectionTermsTest {
  private final Point point =
      Points.declare(new Declaration("net.terms", "net#write", Position.ENTRY, "test"));
  private final Entrance entrance = new Entrance(point, "net#write");
  private final Carrying carried = new Carrying();

  @AfterEach
  void undeclare() {
    Arming.end(Arming.arms(List.of(point), null), null, false);
    Points.remove(point);
  }

  /** Notes what was asked for. */
  private static final class Carrying implements Carried {
    final List<String> asked = new ArrayList<>();
    final List<Double> drawn = new ArrayList<>();

    @Override
    public Map<String, Object> facts() {
      return Map.of("bytes", 100L);
    }

    @Override
    public void lose(Arm arm, boolean always) {
      asked.add(always ? "lost for ever" : "lost once");
    }

    @Override
    public void delay(Arm arm, long nanos) {
      asked.add("late by " + nanos);
    }

    @Override
    public void reset(Arm arm) {
      asked.add("reset");
    }

    @Override
    public void refuse(Arm arm) {
      asked.add("refused");
    }

    @Override
    public void hang(Arm arm) {
      asked.add("hung");
    }

    @Override
    public void slice(Arm arm, long bytes) {
      asked.add("sliced " + bytes);
    }

    @Override
    public void throttle(Arm arm, long bytesPerSecond) {
      asked.add("throttled " + bytesPerSecond);
    }

    @Override
    public void limit(Arm arm, long bytes) {
      asked.add("limited " + bytes);
    }

    @Override
    public String duplicate(Arm arm) {
      return "cannot come twice";
    }

    @Override
    public String reorder(Arm arm, int window, double draw) {
      asked.add("reordered " + window);
      drawn.add(draw);
      return null;
    }
  }

  private Arm arm(String terms) throws TermsException {
    return Arming.begin(
        point, new ArmSpec(Terms.parse(terms), false, 1, Map.of(), null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "drop, lost for ever",
    "100%drop, lost for ever",
    "1*drop, lost once",
    "delay(50us), late by 50000",
    "reset, reset",
    "refuse, refused",
    "hang, hung",
    "slice(10), sliced 10",
    "throttle(64KB), throttled 65536",
    "limit(2MB), limited 2097152",
    "limit(7B), limited 7",
    "reorder(5), reordered 5",
  })
  void actionsSayWhatIsToBecomeOfWhatIsCarried(String terms, String asked) throws Throwable {
    arm(terms);
    entrance.hit(carried);

    assertThat(carried.asked).containsExactly(asked);
  }

  @Test
  void countsAndChainsAreThoseOfEveryPoint() throws Throwable {
    arm("2*off->1*drop->slice(3)");
    for (int i = 0; i < 5; i++) {
      entrance.hit(carried);
    }

    assertThat(carried.asked).containsExactly("lost once", "sliced 3", "sliced 3");
  }

  @Test
  void theOrderOfDatagramsIsOneOfTheSeedAndOfHowManyThereWere() throws Throwable {
    for (int i = 0; i < 2; i++) {
      arm("reorder(5)");
      for (int k = 0; k < 20; k++) {
        entrance.hit(carried);
      }
      Arming.end(Arming.arms(List.of(point), null), null, false);
    }

    assertThat(carried.drawn.subList(0, 20)).doesNotHaveDuplicates();
    assertThat(carried.drawn.subList(20, 40)).isEqualTo(carried.drawn.subList(0, 20));
  }

  @Test
  void whatCannotBeDoneIsAnErrorOfTheArmAndNothingHappens() throws Throwable {
    Arm arm = arm("duplicate");
    entrance.hit(carried);

    assertThat(carried.asked).isEmpty();
    assertThat(arm.errors()).isEqualTo(1);
    assertThat(arm.error()).isEqualTo("duplicate: cannot come twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "throttle | 9 | throttle wants bytes a second, such as throttle(64KB)",
        "slice | 6 | slice wants bytes, such as slice(1KB)",
        "limit | 6 | limit wants bytes, such as limit(1KB)",
        "reorder | 8 | reorder wants how many change places, such as reorder(5)",
        "drop(3) | 6 | drop takes no argument",
        "reset(now) | 7 | reset takes no argument",
        "slice(0) | 7 | '0' is not a size; right is a number of bytes from 1",
        "slice(-1) | 7 | '-1' is not a size",
        "limit(1.5MB) | 7 | '1.5MB' is not a size",
        "limit(1GB) | 7 | '1GB' is not a size",
        "throttle(64kb) | 10 | '64kb' is not a size",
        "reorder(1) | 9 | '1' is not a number from 2 to 10000",
        "reorder(10001) | 9 | '10001' is not a number from 2 to 10000",
        "reorder(1KB) | 9 | '1KB' is not a number from 2 to 10000",
        "drp | 1 | did you mean 'drop'",
      })
  void whatIsWrongIsRefusedWithItsColumn(String terms, int column, String reason) {
    assertThatThrownBy(() -> Terms.parse(terms))
        .isInstanceOfSatisfying(
            TermsException.class,
            wrong -> {
              assertThat(wrong.column()).isEqualTo(column);
              assertThat(wrong.reason()).contains(reason);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512B, 512",
    "64KB, 65536",
    "10 MB, 10485760",
    "0, 0",
    "999999999, 999999999"
  })
  void sizesAreBytesAndPowersOfTwo(String text, long bytes) {
    assertThat(Bytes.of(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KB", "1e3", "-1", "+1", "1000000000", "1TB", "x"})
  void whatIsNoSizeIsToldAsNone(String text) {
    assertThat(Bytes.of(text)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "refuse", "hang", "slice(1)", "limit(1)"})
  void whatIsOfConnectionsIsRefusedInMethods(String terms) throws TermsException {
    Terms parsed = Terms.parse(terms);

    assertThatThrownBy(() -> parsed.check(TestPoint.place("()V")))
        .isInstanceOf(MisfitException.class)
        .hasMessage(
            (terms.indexOf('(') < 0 ? terms : terms.substring(0, terms.indexOf('(')))
                + " acts on what a connection carries, at a point such as net#write; A#b() is a"
                + " method");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "return(3)", "observe->return(null)"})
  void aConnectionHasNoValueToReturn(String terms) throws TermsException {
    Terms parsed = Terms.parse(terms);

    assertThatThrownBy(() -> parsed.check(new Place(entrance.site(), null)))
        .isInstanceOf(MisfitException.class)
        .hasMessage(
            "return cannot leave net#write: a connection has no value; right are drop, reset,"
                + " refuse and the like");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "observe",
        "sleep(1ms)",
        "pause",
        "throw(java.io.IOException)",
        "halt(137)",
        "yield"
      })
  void whatActsInMethodsActsOnConnectionsToo(String terms) throws Exception {
    Terms.parse(terms).check(new Place(entrance.site(), null));
  }
}
