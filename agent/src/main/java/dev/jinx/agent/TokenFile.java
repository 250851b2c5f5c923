package dev.jinx.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the token that clients have to present. */
final class TokenFile {
  /** Characters; longer ones would not fit into a header. */
  private static final int MOST = 4_096;

  private TokenFile() {}

  /** The token, or null where there is none to be had; then a problem says why. */
  static @Nullable String read(Value path, Problems problems) {
    String file = "'" + path.text + "'";
    if (new File(path.text).isDirectory()) {
      problems.add(path.where, file + " is a directory; right is a file that holds the token");
      return null;
    }
    byte[] bytes;
    try (FileInputStream stream = new FileInputStream(path.text)) {
      bytes = stream.readNBytes(MOST + 3);
    } catch (IOException unreadable) {
      problems.add(path.where, "cannot read: " + unreadable.getMessage());
      return null;
    }
    String token = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    if (token.isEmpty()) {
      problems.add(path.where, file + " is empty; right is a file that holds the token");
      return null;
    }
    if (token.length() > MOST) {
      problems.add(path.where, file + " holds more than a token of " + MOST + " characters");
      return null;
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c <= ' ' || c > '~') {
        problems.add(
            path.where,
            file + " holds more than one line or word; right are printable ASCII characters");
        return null;
      }
    }
    return token;
  }
}
