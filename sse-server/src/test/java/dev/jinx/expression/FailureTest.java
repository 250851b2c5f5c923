package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Message;
import com.acme.Peer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression says that could be read but has no value. */
class FailureTest {
  private static final Message MESSAGE = new Message(new Peer("n2", 2181));

  private static final Values VALUES =
      TestValues.of(MESSAGE, 5, null, "text", List.of(1), new Object());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "args[0]                | the condition is 5, not true or false",
        "result                 | the condition is null, not true or false",
        "args[0] and true       | the operand at column 1 is 5, not true or false",
        "true and args[1]       | the operand at column 10 is null, not true or false",
        "!args[0]               | the operand at column 2 is 5, not true or false",
        "this.trm == 7          | no property 'trm' on com.acme.Message; did you mean 'term'?",
        "this.trm == 7          | (column 6)",
        "this.zxd == 7          | did you mean 'zxid'?",
        "this.next == 1         | to call the method: next()",
        "this.nxt() == 1        | did you mean 'next'?",
        "this.next(1) == 1      | no public method next with 1 argument on com.acme.Message",
        "this.send() == null    | no public method send with 0 arguments",
        "this.route(true) == '' | no method route takes (true)",
        "this.broken == 1       | getBroken() threw java.lang.IllegalStateException: not connected",
        "this.deep == 1         | getDeep() threw java.lang.StackOverflowError",
        "args[7] == 1           | no element 7: there are 5",
        "args[3][1] == 1        | no element 1: there are 1",
        "args[3].nope           | no property 'nope' on java.util.ImmutableCollections",
        "args[1] > 5            | null cannot be compared with '>' (column 1)",
        "args[1] + 5 == 2       | null cannot be used with '+'",
        "args[4] > 5            | a java.lang.Object cannot be compared with 5",
        "args[4] - 5 == 2       | '-' takes no a java.lang.Object and 5",
        "args[0] / 0 == 2       | division by zero",
        "args[0] =~ this        | '=~' takes a pattern, an array",
        "args[2] =~ ('[' + '')  | not a regular expression: Unclosed character class",
        "size(args[0]) == 2     | 5 has no size",
        "args[0][1] == 2        | 5 has no element 1",
      })
  void saysWhy(String text, String reason) throws Exception {
    assertThat(Try.failure(text, VALUES)).contains(reason);
  }

  @Test
  void whatMethodsOfTheApplicationGiveAndTakeIsFitted() throws Exception {
    assertThat(Try.json("this.route(5, 'x')", VALUES)).isEqualTo("\"x5\"");
    assertThat(Try.json("this.route(5)", VALUES)).isEqualTo("\"long 5\"");
    assertThat(Try.json("this.route('RED')", VALUES)).isEqualTo("\"by RED\"");
    assertThat(Try.json("this.PROTOCOL", VALUES)).isEqualTo("\"zab\"");
    assertThat(Try.json("this.sent", VALUES)).isEqualTo("0");
    assertThat(Try.json("this.peer", VALUES)).isEqualTo("\"Peer[name=n2, port=2181]\"");
  }

  @Test
  void theInterruptOfTheApplicationsThreadIsKept() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(Try.holds("this.term == 7", VALUES)).isTrue();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(Try.failure("this.interrupted == 1", VALUES)).contains("InterruptedException");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anErrorOfTheApplicationIsAFailure() throws Exception {
    Object angry =
        new Object() {
          @Override
          public String toString() {
            throw new OutOfMemoryError("none left");
          }
        };

    assertThat(Try.failure("args[0] =~ 'x'", TestValues.of(null, angry)))
        .isEqualTo("threw java.lang.OutOfMemoryError: none left");
  }

  @Test
  void aFailureHoldsNoStackAndNoCause() {
    assertThatThrownBy(() -> Try.holds("args[0]", VALUES))
        .hasNoCause()
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void mapsThatRefuseAKeySaySo() throws Exception {
    Values values = TestValues.of(null, Map.of("a", 1), new java.util.TreeMap<>(Map.of("a", 1)));

    assertThat(Try.failure("args[1][7] == 1", values)).contains("ClassCastException");
  }
}
