package dev.jinx.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The agent argument that {@code attach} and {@code run} give. Paths are from the working directory
 * of the command, and made absolute: the target may have another one.
 */
final class AgentOptions {
  static final String PORT_FILE = "port-file";
  private static final Set<String> PATHS = Set.of("config", PORT_FILE, "token-file");

  private final Map<String, String> options = new LinkedHashMap<>();

  /**
   * Reads {@code key=value,key=value}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static AgentOptions of(@Nullable String text) {
    AgentOptions read = new AgentOptions();
    for (String part : text == null ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0 || equals == part.length() - 1) {
        throw new IllegalArgumentException("'" + part + "' is not key=value, such as port=0");
      }
      read.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return read;
  }

  /**
   * Adds one.
   *
   * @throws IllegalArgumentException if it is there already, or cannot be said to an agent
   */
  void put(String key, String value) {
    String text = PATHS.contains(key) ? Path.of(value).toAbsolutePath().toString() : value;
    if (text.indexOf(',') >= 0) {
      throw new IllegalArgumentException("an agent's option cannot hold a comma: " + text);
    }
    if (options.putIfAbsent(key, text) != null) {
      throw new IllegalArgumentException("'" + key + "' is there twice");
    }
  }

  /** Adds one unless it is there. */
  void putDefault(String key, String value) {
    if (!options.containsKey(key)) {
      put(key, value);
    }
  }

  @Nullable String get(String key) {
    return options.get(key);
  }

  /** As the agent reads it. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",");
    options.forEach((key, value) -> text.add(key + "=" + value));
    return text.toString();
  }
}
