package dev.jinx.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that stand for the token, because an EventSource cannot show one: the time at which one
 * ends, signed with the token. Nothing is remembered, so a session outlives the JVM, and holds at
 * every node that has the same token; another token ends it.
 */
final class Session {
  /** How long one lasts. */
  static final long SECONDS = 12 * 60 * 60;

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;

  Session(String token) {
    secret = token.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The cookie's name. Cookies are of a host, whatever the port: nodes on one machine with tokens
   * of their own need names of their own.
   */
  String name() {
    return "jinx-" + HexFormat.of().formatHex(sign("name"), 0, 8);
  }

  /** A session from now on, as {@code Set-Cookie} has it. */
  String begin() {
    String end = Long.toString(now() + SECONDS);
    return name() + "=" + value(end) + attributes(SECONDS);
  }

  /** Takes the cookie away, as {@code Set-Cookie} has it. */
  String end() {
    return name() + "=" + attributes(0);
  }

  /** Whether one of these headers has a session that lasts still. */
  boolean accepts(@Nullable Iterable<String> cookies) {
    if (cookies == null) {
      return false;
    }
    String start = name() + "=";
    for (String header : cookies) {
      for (String cookie : header.split(";", -1)) {
        String one = cookie.strip();
        if (one.startsWith(start) && isValid(one.substring(start.length()))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isValid(String value) {
    int dot = value.indexOf('.');
    if (dot < 1 || dot > 18) {
      return false;
    }
    String end = value.substring(0, dot);
    boolean genuine =
        MessageDigest.isEqual(
            value(end).getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    return genuine && Long.parseLong(end) > now();
  }

  private String value(String end) {
    return end + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign("end " + end));
  }

  private static String attributes(long seconds) {
    return "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict";
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return Objects.requireNonNull(
          mac.doFinal(("jinx session " + text).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
