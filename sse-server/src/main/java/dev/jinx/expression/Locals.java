package dev.jinx.expression;

import dev.jinx.bootstrap.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments and local variables by name: a map of the JDK's, but for a name that it does not have.
 */
final class Locals extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1;

  Locals(Map<String, @Nullable Object> values) {
    super(values);
  }

  /**
   * The value of that variable.
   *
   * @throws Failure where there is none of that name, with the nearest
   */
  static @Nullable Object read(Locals locals, String name) throws Failure {
    Object value = locals.get(name);
    if (value != null || locals.containsKey(name)) {
      return value;
    }
    if (locals.isEmpty()) {
      throw new Failure(
          "no variable '" + name + "' here: the class file names none, or none has a value yet");
    }
    String hint = Names.hint(name, locals.keySet());
    throw new Failure(
        "no variable '"
            + name
            + "' here"
            + (hint.isEmpty() ? "; there are " + String.join(", ", locals.keySet()) : hint));
  }
}
