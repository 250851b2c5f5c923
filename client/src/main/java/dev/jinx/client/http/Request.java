package dev.jinx.client.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent.
 *
 * @param method such as {@code GET}
 * @param target path and query, encoded
 * @param headers without {@code Host}, {@code Connection} and {@code Content-Length}
 * @param body UTF-8 text, or null for none
 */
public record Request(
    String method, String target, Map<String, String> headers, @Nullable String body) {

  /** Refuses what would break out of its line. */
  public Request {
    headers = Map.copyOf(headers);
    checkLine(target);
    headers.forEach(
        (name, value) -> {
          checkLine(name);
          checkLine(value);
        });
  }

  /** A request without headers and body. */
  public static Request of(String method, String target) {
    return new Request(method, target, Map.of(), null);
  }

  /** The same with one more header; a null value changes nothing. */
  public Request with(String header, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Request(method, target, more, body);
  }

  byte[] encode(Address address) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    if (body != null || !method.equals("GET")) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + content.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    return all;
  }

  private static void checkLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException("a line break or NUL in a request");
      }
    }
  }
}
