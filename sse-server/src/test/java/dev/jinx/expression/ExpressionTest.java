package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Colour;
import com.acme.Message;
import com.acme.Peer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions can say of a hit. */
class ExpressionTest {
  private static final Message MESSAGE = new Message(new Peer("n2", 2181));

  private static final Values VALUES =
      TestValues.of(MESSAGE, MESSAGE, 7, "text", null, new long[] {1, 2, 3}, List.of("a", "b"))
          .withThread(new Thread(null, () -> {}, "sender-4"))
          .withHit(6);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args[0].peer.name == 'n2' and thread.name =~ 'sender-.*'",
        "args[0].peer.name == 'n2' && !(thread.name =~ 'worker-.*')",
        "this == args[0]",
        "args[1] == 7",
        "args[1] + 1 == 8 and args[1] - 1 == 6 and args[1] * 2 == 14 and args[1] % 4 == 3",
        "args[1] / 2 == 3",
        "-args[1] == 0 - 7",
        "args[1] > 6 and args[1] >= 7 and args[1] < 7.5 and args[1] <= 7",
        "args[1] =~ [5, 6, 7]",
        "args[1] !~ [5, 6]",
        "args[1] =~ (1..9)",
        "args[2] == 'text' and args[2] =^ 'te' and args[2] =$ 'xt'",
        "args[2] != 'other' and args[2] !^ 'x' and args[2] !$ 'y'",
        "args[2].length() == 4",
        "args[2][0] == 't'",
        "args.length == 6 and size(args) == 6",
        "args[4][2] == 3",
        "args[4].length == 3",
        "args[5][1] == 'b'",
        "'b' =~ args[5]",
        "args[5].contains('a')",
        "hit % 3 == 0",
        "parameters.why == 'partition' and parameters['why'] == 'partition'",
        "parameters.other == null",
        "point == 'any-send'",
        "this.term == 7",
        "this.closed",
        "this.zxid == 12",
        "this.urgent",
        "this.peer.port > 2000",
        "this.route(3, 'n') == 'n3'",
        "this.colour == 'RED'",
        "'RED' == this.colour",
        "this.colour =~ ['RED', 'BLUE']",
        "this.colour =~ 'R.D'",
        "this.colour.name == 'RED' and this.colour.ordinal() == 0",
        "result == null and exception == null",
        "args[0].class.simpleName == 'Message'",
        "(args[3] ?? 'none') == 'none'",
        "(args[1] > 5 ? 'big' : 'small') == 'big'",
        "thread.daemon == false and thread.priority == 5 and thread.virtual == false",
        "thread.state == 'NEW'",
        "empty args[3] and not empty args[2]",
        "(args[1] & 3) == 3 and (args[1] | 8) == 15 and args[1] << 1 == 14",
        "'a' + 1 == 'a1'",
        "args[1] === 7 and args[1] eq 7",
        "args[2] =~ ~/t.*/",
      })
  void holds(String text) throws Exception {
    assertThat(Try.holds(text, VALUES)).as(text).isTrue();
  }

  @Test
  void everyIthHitIsToldByItsNumber() throws Exception {
    assertThat(Try.holds("hit % 3 == 0", TestValues.of(null).withHit(7))).isFalse();
    assertThat(Try.holds("hit % 3 == 0", TestValues.of(null).withHit(9))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"7L", "7", "7.0", "7.0f", "7b"})
  void numbersOfDifferentBoxesAreEqual(String number) throws Exception {
    for (Object seven : new Object[] {7, 7L, (short) 7, (byte) 7, 7.0, 7f, new AtomicLong(7)}) {
      assertThat(Try.holds("args[0] == " + number, TestValues.of(null, seven)))
          .as(seven.getClass() + " and " + number)
          .isTrue();
    }
  }

  @Test
  void charactersAndTextAreEqual() throws Exception {
    Values values = TestValues.of(null, 'a', new StringBuilder("abc"));

    assertThat(Try.holds("args[0] == 'a' and 'a' == args[0] and args[0] != 'b'", values)).isTrue();
    assertThat(Try.holds("args[1] == 'abc' and args[0] < 'b'", values)).isTrue();
  }

  @Test
  void aBooleanEqualsItsOwnWordOnly() throws Exception {
    Values values = TestValues.of(null, true, false, "no");

    assertThat(Try.holds("args[0] == 'true' and args[1] == 'false'", values)).isTrue();
    assertThat(Try.holds("args[1] != args[2] and args[1] != 0", values)).isTrue();
  }

  @Test
  void enumConstantsWithABodyAreEqualToTheirName() throws Exception {
    assertThat(Try.holds("args[0] == 'BLUE'", TestValues.of(null, Colour.BLUE))).isTrue();
    assertThat(Try.holds("args[0] == 'sky'", TestValues.of(null, Colour.BLUE))).isFalse();
  }

  @Test
  void goingOnFromNullIsNull() throws Exception {
    Values values = TestValues.of(null, (Object) null);

    for (String text :
        List.of(
            "args[0].peer == null",
            "args[0].peer.name == null",
            "args[0].send(1) == null",
            "args[0]['peer'] == null",
            "this.leader.id == null",
            "args[0].peer != 'n2'",
            "!(args[0].peer =~ 'n.*')",
            "size(args[0].list) == 0")) {
      assertThat(Try.holds(text, values)).as(text).isTrue();
    }
  }

  @Test
  void resultAndExceptionAreReadable() throws Exception {
    Values values = TestValues.of(null).withResult(5).withException(new IOException("disk full"));

    assertThat(Try.holds("result == 5", values)).isTrue();
    assertThat(Try.holds("exception.message =~ '.*full'", values)).isTrue();
    assertThat(Try.holds("exception.class.name == 'java.io.IOException'", values)).isTrue();
    assertThat(Try.holds("exception.cause == null", values)).isTrue();
  }

  @Test
  void mapsAreReadByKey() throws Exception {
    Values values = TestValues.of(null, Map.of("a", Map.of("b", 3)), Map.of(7, "seven"));

    assertThat(Try.holds("args[0].a.b == 3 and args[0].size() == 1", values)).isTrue();
    assertThat(Try.holds("args[1][7] == 'seven' and 7 =~ args[1]", values)).isTrue();
  }

  @Test
  void theRightSideIsNotLookedAtWhereTheLeftDecides() throws Exception {
    assertThat(Try.holds("args[0] == null or args[0].nope", TestValues.of(null, (Object) null)))
        .isTrue();
    assertThat(Try.holds("args[0] != 3 and args[0].nope", TestValues.of(null, 3))).isFalse();
  }
}
