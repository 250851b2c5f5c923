package dev.jinx.client.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds a request target: a path and a form-encoded query. Not thread-safe. */
public final class Query {
  private final StringBuilder target;
  private char separator = '?';

  /** Starts with a path that is used as it is. */
  public Query(String path) {
    target = new StringBuilder(path);
  }

  /** Adds {@code key=value}, or nothing if the value is null. */
  public Query with(String key, @Nullable Object value) {
    if (value != null) {
      target.append(separator).append(key).append('=').append(encode(value.toString()));
      separator = '&';
    }
    return this;
  }

  /** The target, ready for a request line. */
  @Override
  public String toString() {
    return target.toString();
  }

  /** Encodes one part of a path: a space becomes {@code %20}, a slash {@code %2F}. */
  public static String segment(String name) {
    return encode(name).replace("+", "%20");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
