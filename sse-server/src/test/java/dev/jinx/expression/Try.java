package dev.jinx.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.bootstrap.ExpressionException;
import java.util.Map;

/** Shortest ways to an expression's value, rendering or refusal. */
final class Try {
  private static final JexlExpressions EXPRESSIONS = new JexlExpressions(type -> {});

  private Try() {}

  static boolean holds(String text, Values values) throws Exception {
    return EXPRESSIONS.read(text, false).holds(values);
  }

  static String failure(String text, Values values) throws Exception {
    JexlCondition condition = EXPRESSIONS.read(text, false);
    return catchThrowableOfType(Failure.class, () -> condition.holds(values)).reason();
  }

  static ExpressionException refusal(String text) {
    return catchThrowableOfType(
        ExpressionException.class, () -> EXPRESSIONS.condition(text, false));
  }

  /** The value as JSON. */
  static String json(String text, Values values) throws Exception {
    String object =
        new String(EXPRESSIONS.readAll(Map.of("x", text), false).render(values), "UTF-8");
    return object.substring("{\"x\":".length(), object.length() - 1);
  }

  /** A value rendered. */
  static String rendered(Object value) throws Exception {
    return json("args[0]", TestValues.of(null, value));
  }
}
