package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.bootstrap.ExpressionException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when an expression is read. */
class RefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "arg[0] == 1            | 1  | unknown variable 'arg'; did you mean 'args'?",
        "hit > 3 and thred.name | 13 | unknown variable 'thred'; did you mean 'thread'?",
        "peer == 'n2:2888'      | 1  | 'peer' is known at points on connections, such as net#read;",
        "zzz                    | 1  | unknown variable 'zzz'; there are this, args, locals, result,",
        "args[0] = 5            | 1  | assignments are not allowed; to compare, use ==",
        "this.x = 5             | 1  | assignments are not allowed",
        "hit += 1               | 1  | assignments are not allowed",
        "hit++                  | 1  | assignments are not allowed",
        "++hit                  | 3  | assignments are not allowed",
        "new java.io.File('x')  | 1  | new is not allowed",
        "var x = 3              | 1  | no variables",
        "x -> x                 | 1  | lambdas are not allowed",
        "(x) -> x               | 1  | lambdas are not allowed",
        "x => x                 | 1  | lambdas are not allowed",
        "while(true) hit        | 1  | no loops",
        "for(x : args) x        | 1  | no loops",
        "if (hit > 1) 2         | 1  | expressions only",
        "hit > 1; hit > 2       | 8  | one expression only",
        "import java.io; hit    | 1  | nothing is imported",
        "#pragma x 1            | 1  | pragma",
        "@silent hit            | 1  | annotations are not allowed",
        "`${hit}`               | 1  | templates are not allowed",
        "{hit}                  | 1  | blocks, sets and maps are not allowed",
        "foo(1)                 | 1  | there are no functions",
        "args[0] instanceof 'x' | 1  | instanceof is not allowed; compare value.class.name",
        "thread.name =~ 'a['    | 18 | not a regular expression: Unclosed character class",
        "hit ==                 | 5  | not an expression at '=='",
        "hit hit                | 5  | not an expression at 'hit'",
        "this.name == 'x        | 14 | a string has no end",
        "args[0                 | 6  | not an expression at '0'",
        "args[0].f(1)(2)        | 8  | only methods can be called",
      })
  void isRefusedWithColumnAndReason(String text, int column, String reason) {
    ExpressionException refusal = Try.refusal(text);

    assertThat(refusal).as(text).isNotNull();
    assertThat(refusal.reason()).as(text).contains(reason);
    assertThat(refusal.column()).as(text).isEqualTo(column);
    assertThat(refusal.name()).isEmpty();
  }

  @Test
  void anEmptyExpressionIsRefused() {
    assertThat(Try.refusal("").reason()).isEqualTo("the expression is empty");
    assertThat(Try.refusal(" \n").reason()).isEqualTo("the expression is empty");
    assertThat(Try.refusal("## only a comment").reason()).isEqualTo("the expression is empty");
  }

  @Test
  void anExpressionIsBoundedInLengthAndDepth() {
    assertThat(Try.refusal("1" + " ".repeat(4_096)).reason()).contains("at most 4096 characters");
    for (String open : new String[] {"(", "[", "args[", "(hit)[", "!", "size(", "this.f("}) {
      String close = open.endsWith("(") ? ")" : open.endsWith("[") ? "]" : "";
      int times = 4_000 / (open.length() + 1);
      String text = open.repeat(times) + "1" + close.repeat(times);
      assertThat(Try.refusal(text).reason()).as(open).contains("nested too deeply");
    }
    assertThat(Try.refusal("1" + "+1".repeat(1_500)).reason()).contains("nested too deeply");
    assertThat(Try.refusal("this" + ".a".repeat(1_500)).reason()).contains("steps");
    assertThat(Try.refusal("args" + "[0]".repeat(1_000)).reason()).contains("steps");
  }

  @Test
  void theColumnCountsOverAllLines() {
    assertThat(Try.refusal("hit > 1\n and nope").column()).isEqualTo(14);
  }

  @Test
  void aCaptureIsRefusedByItsName() {
    JexlExpressions expressions = new JexlExpressions(type -> {});

    ExpressionException refusal =
        catchThrowableOfType(
            ExpressionException.class,
            () -> expressions.capture(Map.of("term", "args[0].term", "bad", "= 3"), false));
    assertThat(refusal.name()).isEqualTo("bad");

    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("x" + i, "hit");
    }
    refusal =
        catchThrowableOfType(ExpressionException.class, () -> expressions.capture(many, false));
    assertThat(refusal.reason()).contains("at most 16");
    refusal =
        catchThrowableOfType(
            ExpressionException.class, () -> expressions.capture(Map.of("a b", "hit"), false));
    assertThat(refusal.reason()).contains("'a b' is no name");
  }
}
