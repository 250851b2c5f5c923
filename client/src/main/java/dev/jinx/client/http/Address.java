package dev.jinx.client.http;

/**
 * Where an agent listens.
 *
 * @param host a name or a literal address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
  /** The port that an agent takes when told nothing else. */
  public static final int DEFAULT_PORT = 7117;

  /** Checks the ranges. */
  public Address {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not an address: " + host + ":" + port);
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '/' || c == '?' || c == '#' || c == '@') {
        throw new IllegalArgumentException("not a host name: '" + host + "'");
      }
    }
  }

  /**
   * Reads {@code HOST:PORT}, {@code HOST}, {@code [IPV6]:PORT} or {@code [IPV6]}.
   *
   * @throws IllegalArgumentException with the text, if it is none of these
   */
  public static Address parse(String text) {
    String trimmed = text.trim();
    int bracket = trimmed.lastIndexOf(']');
    int colon = trimmed.indexOf(':', bracket + 1);
    boolean bare = bracket < 0 && colon >= 0 && trimmed.indexOf(':', colon + 1) >= 0;
    if (bare || (bracket >= 0 && !trimmed.startsWith("["))) {
      throw new IllegalArgumentException(
          "not HOST:PORT: '" + text + "' (an IPv6 address goes in brackets)");
    }
    String host = colon < 0 ? trimmed : trimmed.substring(0, colon);
    if (bracket >= 0) {
      host = trimmed.substring(1, bracket);
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("not HOST:PORT: '" + text + "'");
    }
    if (colon < 0) {
      return new Address(host, DEFAULT_PORT);
    }
    try {
      return new Address(host, Integer.parseInt(trimmed.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not HOST:PORT: '" + text + "'", e);
    }
  }

  /** As it stands in a {@code Host} header. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
