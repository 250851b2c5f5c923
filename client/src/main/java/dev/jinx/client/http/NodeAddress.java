package dev.jinx.client.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a node listens, and what it is called.
 *
 * @param name the name that was given, {@code [A-Za-z0-9._-]{1,128}}, or null for none
 * @param address where it listens
 */
public record NodeAddress(@Nullable String name, Address address) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /**
   * Reads {@code NAME=HOST:PORT}, or {@code HOST:PORT} as {@link Address#parse} has it.
   *
   * @throws IllegalArgumentException with the text, if it is neither
   */
  public static NodeAddress parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? null : text.substring(0, equals).strip();
    if (name != null && !NAME.matcher(name).matches()) {
      throw notOne(text);
    }
    return new NodeAddress(name, Address.parse(text.substring(equals + 1)));
  }

  /**
   * Reads {@code NAME=HOST:PORT}.
   *
   * @throws IllegalArgumentException with the text, if it is none
   */
  public static NodeAddress parseNamed(String text) {
    if (text.indexOf('=') < 0) {
      throw notOne(text);
    }
    return parse(text);
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException("not NAME=HOST:PORT: '" + text + "'");
  }
}
