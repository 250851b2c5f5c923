package dev.jinx.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Hosts as people write them. */
final class Addresses {
  private Addresses() {}

  /** The address that a literal stands for; null for a name, which is never looked up. */
  static @Nullable InetAddress ofLiteral(String text) {
    boolean four = !text.isEmpty();
    boolean six = text.indexOf(':') >= 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      four &= c == '.' || c >= '0' && c <= '9';
      six &= c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }
    // Forms such as 127.1 or 2130706433 are left to be names, which no Host needs.
    if (!six && !(four && text.chars().filter(c -> c == '.').count() == 3)) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notALiteral) {
      return null;
    }
  }

  static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** As it stands in a URL: IPv6 in brackets. */
  static String literal(String host) {
    return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
  }
}
