package dev.jinx.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The secret that clients of a server off loopback have to show. */
public final class Token {
  private static final String SCHEME = "bearer ";
  private static final int LONGEST = 4096;

  private final byte[] secret;

  Token(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a token file: one line of visible ASCII characters.
   *
   * @throws IOException if the file cannot be read or holds no token, in one line for the user
   */
  public static String read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException("cannot read the token file " + file + " (" + e + ")", e);
    }
    String token = new String(bytes, StandardCharsets.UTF_8).strip();
    boolean visible = !token.isEmpty() && token.length() <= LONGEST;
    for (int i = 0; i < token.length(); i++) {
      visible &= token.charAt(i) > ' ' && token.charAt(i) < 0x7f;
    }
    if (!visible) {
      throw new IOException(
          "the token file " + file + " holds no token: one line of visible ASCII is needed");
    }
    return token;
  }

  /** Whether an Authorization header shows the token; takes as long whatever is wrong in it. */
  boolean accepts(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            secret,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
