package dev.jinx.server;

import dev.jinx.bootstrap.Durations;
import dev.jinx.bootstrap.Names;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form-encoded query of a request: each key known, and given once. */
final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads a query.
   *
   * @param raw what follows the question mark
   * @param known the keys that the route has
   * @throws Problem if a key is unknown or given twice, or the encoding is broken
   */
  Query(String raw, List<String> known) throws Problem {
    for (String pair : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      if (!known.contains(key)) {
        throw unknown(key, known);
      }
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      if (values.put(key, value) != null) {
        throw new Problem(400, "the query has '" + key + "' twice");
      }
    }
  }

  @Nullable String text(String key) {
    return values.get(key);
  }

  boolean flag(String key) throws Problem {
    String value = values.get(key);
    if (value == null) {
      return false;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw bad(key, "true or false");
    };
  }

  @Nullable Long number(String key) throws Problem {
    String value = values.get(key);
    if (value == null) {
      return null;
    }
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw bad(key, "a whole number");
    }
  }

  /** A number of at least 1, null if not given. */
  @Nullable Integer count(String key) throws Problem {
    Long value = number(key);
    if (value == null) {
      return null;
    }
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw bad(key, "a whole number from 1");
    }
    return value.intValue();
  }

  /** A time in nanoseconds; a bare number means seconds. */
  long nanos(String key, long otherwise) throws Problem {
    String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    boolean bare = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    long nanos = Durations.nanos(bare ? value + "s" : value);
    if (nanos < 0) {
      throw bad(key, "a time: " + Durations.RULE);
    }
    return nanos;
  }

  private Problem bad(String key, String wanted) {
    return new Problem(400, "'" + key + "=" + values.get(key) + "' is not " + wanted);
  }

  private static Problem unknown(String key, List<String> known) {
    String all =
        known.isEmpty() ? "this route has none" : "the keys are " + String.join(", ", known);
    return new Problem(
        400,
        "no query key '" + key + "' (" + all + ")" + Names.hint(key, known),
        Names.nearest(key, known));
  }

  /**
   * Undoes percent-encoding; what is not encoded may be UTF-8 as it came over the wire, one
   * character a byte.
   *
   * @param form whether {@code +} is a space
   */
  static String decode(String text, boolean form) throws Problem {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new Problem(400, "broken percent-encoding in '" + text + "'");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put((byte) (form && c == '+' ? ' ' : c));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(400, "'" + text + "' is not UTF-8 in percent-encoding");
    }
  }
}
