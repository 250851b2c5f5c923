package dev.jinx.server;

import org.jspecify.annotations.Nullable;

/**
 * What the page may do, as {@code Content-Security-Policy} has it: run and load what came from this
 * server, and talk to it and to the nodes that its address names. Nothing else, whatever text the
 * program under test has got into the page.
 */
final class PagePolicy {
  private static final String REST =
      "; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"
          + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PagePolicy() {}

  /**
   * The policy of a page that shows further nodes.
   *
   * @param nodes {@code NAME=HOST:PORT} with commas between, null for none
   */
  static String of(@Nullable String nodes) throws Problem {
    StringBuilder connect = new StringBuilder("default-src 'none'; connect-src 'self'");
    if (nodes != null && !nodes.isEmpty()) {
      for (String node : nodes.split(",", -1)) {
        connect.append(' ').append(source(node));
      }
    }
    return connect + REST;
  }

  private static String source(String node) throws Problem {
    int equals = node.indexOf('=');
    String address = node.substring(equals + 1).strip();
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, Math.max(colon, 0));
    if (equals == 0 || !isPort(address.substring(colon + 1)) || !isHost(host)) {
      throw new Problem(400, "'node=" + node + "' is not NAME=HOST:PORT");
    }
    // A policy cannot name an address of version 6.
    return host.startsWith("[") ? "http:" : "http://" + address;
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= 65535;
  }

  private static boolean isHost(String text) {
    if (text.startsWith("[")) {
      return Addresses.ofLiteral(Addresses.withoutBrackets(text)) != null;
    }
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '.'
                        || c == '-'
                        || c == '_');
  }
}
