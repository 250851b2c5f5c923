package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options: of the agent argument, else of a system property, else of the environment. What
 * stands in none of them may stand in the YAML.
 */
class Options {
  static final List<String> KEYS =
      List.of(
          "config",
          "host",
          "port",
          "port-file",
          "node",
          "token-file",
          "on-error",
          "log-level",
          "main",
          EnableOption.KEY);

  private static final String WHERE = "agent argument";

  private final Map<String, String> argument = new HashMap<>();

  /**
   * Reads the agent argument, {@code key=value,key=value}: values may hold blanks and {@code =},
   * but no comma. Only that of {@code enable} may, within parentheses and quotes.
   */
  Options(String text, Problems problems) {
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      if (isEnable(text.substring(start, end))) {
        end = EnableOption.next(',', text, start);
      }
      String part = text.substring(start, end).strip();
      if (!part.isEmpty()) {
        take(part, problems);
      }
      start = end + 1;
    }
  }

  private static boolean isEnable(String part) {
    int equals = part.indexOf('=');
    return equals > 0 && part.substring(0, equals).strip().equals(EnableOption.KEY);
  }

  private void take(String part, Problems problems) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals).strip();
    if (!KEYS.contains(key)) {
      String hint = Names.hint(key, KEYS);
      if (equals < 0) {
        problems.add(WHERE, "'" + part + "' is not key=value, such as config=jinx.yaml" + hint);
      } else {
        problems.add(
            WHERE,
            "unknown option '" + key + "'" + (hint.isEmpty() ? "; options are " + list() : hint));
      }
      return;
    }
    String value = equals < 0 ? "" : part.substring(equals + 1).strip();
    if (value.isEmpty()) {
      problems.add(WHERE, "option '" + key + "' has no value; right is " + key + "=VALUE");
    } else if (argument.putIfAbsent(key, value) != null) {
      problems.add(WHERE, "option '" + key + "' is there twice");
    }
  }

  private static String list() {
    StringBuilder text = new StringBuilder();
    for (String key : KEYS) {
      text.append(text.length() == 0 ? "" : ", ").append(key);
    }
    return text.toString();
  }

  /** The option of that key, or null. An empty property or variable counts as not set. */
  @Nullable Value get(String key) {
    String text = argument.get(key);
    if (text != null) {
      return new Value("option " + key, text);
    }
    String property = "jinx." + key;
    text = System.getProperty(property);
    if (text != null && !text.isBlank()) {
      return new Value("system property " + property, text.strip());
    }
    String variable = "JINX_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    text = environment(variable);
    if (text != null && !text.isBlank()) {
      return new Value("environment variable " + variable, text.strip());
    }
    return null;
  }

  /** Whether the configuration is one for another machine, to be checked only. */
  boolean isElsewhere() {
    return false;
  }

  @Nullable String environment(String variable) {
    return System.getenv(variable);
  }
}
