package dev.jinx.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The node's name where none was given: {@code hostname-pid}. */
final class Host {
  private Host() {}

  /** A valid name. No name server is asked: a slow one would hold up the server's start. */
  static String defaultNode() {
    String host = clean(file("/etc/hostname"));
    if (host.isEmpty()) {
      host = clean(System.getenv("HOSTNAME"));
    }
    if (host.isEmpty()) {
      host = clean(System.getenv("COMPUTERNAME"));
    }
    return (host.isEmpty() ? "node" : host) + "-" + ProcessHandle.current().pid();
  }

  private static @Nullable String file(String path) {
    try (FileInputStream stream = new FileInputStream(path)) {
      return new String(stream.readNBytes(1_024), StandardCharsets.UTF_8);
    } catch (IOException none) {
      // Not every system has it; the environment is asked next.
      return null;
    }
  }

  /** At most 100 characters that a name may hold; others become {@code -}. */
  static String clean(@Nullable String text) {
    StringBuilder clean = new StringBuilder();
    String stripped = text == null ? "" : text.strip();
    for (int i = 0; i < stripped.length() && i < 100; i++) {
      char c = stripped.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_';
      clean.append(good ? c : '-');
    }
    return clean.toString();
  }
}
