package dev.jinx.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a selector means: a host or none, its leading bits, a port or none. A host name
 * is looked up by a thread of the agent, again and again.
 */
final class Addresses {
  /** What one has to look like, for messages. */
  static final String RULE =
      "HOST:PORT, HOST or :PORT, a HOST being a name, an address or 10.0.0.0/8, and one of version"
          + " 6 in brackets";

  private final String text;
  private final @Nullable String host;
  private final int bits;
  private final int port;
  private volatile byte @Nullable [][] known;

  private Addresses(String text, @Nullable String host, int bits, int port) {
    this.text = text;
    this.host = host;
    this.bits = bits;
    this.port = port;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Addresses parse(String text) {
    String host = text;
    String port = "";
    int colon = text.lastIndexOf(':');
    int bracket = text.lastIndexOf(']');
    if (colon > bracket) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    int bits = -1;
    int slash = host.indexOf('/');
    if (slash >= 0) {
      bits = number(host.substring(slash + 1), 128, text);
      host = host.substring(0, slash);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw wrong(text);
    }
    boolean any = host.isEmpty() || host.equals("*");
    for (int i = 0; i < host.length() && !any; i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && ".-_:%".indexOf(c) < 0) {
        throw wrong(text);
      }
    }
    int number = port.isEmpty() || port.equals("*") ? 0 : number(port, 65_535, text);
    if (any && number == 0 && !host.equals("*")) {
      throw wrong(text);
    }
    Addresses addresses = new Addresses(text, any ? null : host, bits, number);
    if (!any && isLiteral(host)) {
      boolean unused = addresses.resolve();
      byte[][] known = addresses.known;
      if (known == null || bits > known[0].length * 8) {
        throw wrong(text);
      }
    } else if (bits >= 0) {
      throw wrong(text);
    }
    return addresses;
  }

  private static int number(String digits, int most, String text) {
    int number = -1;
    if (digits.length() <= 5 && !digits.isEmpty()) {
      number = 0;
      for (int i = 0; i < digits.length() && number >= 0; i++) {
        int digit = digits.charAt(i) - '0';
        number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
      }
    }
    if (number < 0 || number > most) {
      throw wrong(text);
    }
    return number;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException("'" + text + "' is not an address; right is " + RULE);
  }

  /** Names are left to be looked up later: somebody may be waiting for this. */
  private static boolean isLiteral(String host) {
    boolean four = true;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      four &= c == '.' || c >= '0' && c <= '9';
    }
    return four || host.indexOf(':') >= 0;
  }

  /** The host as it was written; empty where any is meant. */
  String host() {
    return host == null ? "" : host;
  }

  /** Whether its name has to be looked up still. */
  boolean isUnknown() {
    return host != null && known == null;
  }

  /** Whether it is a host's name, whose addresses may change. */
  boolean isName() {
    return host != null && !isLiteral(host);
  }

  /**
   * Looks the name up; may take long, so not for threads of the application. What was known once
   * stays so while nobody answers.
   *
   * @return whether it has other addresses now
   */
  boolean resolve() {
    if (host == null) {
      return false;
    }
    boolean changed = false;
    try {
      InetAddress[] all = InetAddress.getAllByName(host);
      byte[][] bytes = new byte[all.length][];
      for (int i = 0; i < all.length; i++) {
        bytes[i] = plain(all[i]);
      }
      changed = !Arrays.deepEquals(known, bytes);
      known = bytes;
    } catch (UnknownHostException notNow) {
      changed = false;
    }
    return changed;
  }

  boolean match(@Nullable InetSocketAddress address) {
    if (address == null || port != 0 && address.getPort() != port) {
      return false;
    }
    if (host == null) {
      return true;
    }
    InetAddress ip = address.getAddress();
    if (ip == null) {
      return host.equalsIgnoreCase(address.getHostString());
    }
    byte[][] all = known;
    if (all == null) {
      return false;
    }
    byte[] bytes = plain(ip);
    for (byte[] one : all) {
      if (one.length == bytes.length && startsLike(one, bytes)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsLike(byte[] one, byte[] other) {
    int length = bits < 0 ? one.length * 8 : Math.min(bits, one.length * 8);
    for (int i = 0; i < length; i++) {
      int mask = 0x80 >> (i & 7);
      if (((one[i >> 3] ^ other[i >> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Version 4 where it is one, however it is written. */
  private static byte[] plain(InetAddress address) {
    // The JDK turns ::ffff:1.2.3.4 into version 4 by itself.
    return address.getAddress();
  }

  @Override
  public String toString() {
    return text;
  }
}
