package dev.jinx.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Addresses as selectors, events and routes write them: {@code 10.0.0.2:2888}, {@code [::1]:2888}.
 */
public final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  /** Address and port; a host whose name was not found as it was written. */
  public static String of(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String host = ip == null ? address.getHostString() : of(ip);
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** The address alone, one of version 6 in its shortest form and without its zone. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? shortest(address.getAddress())
        : address.getHostAddress();
  }

  /** The longest run of zeros, of two groups at least, is left out. */
  private static String shortest(byte[] bytes) {
    int from = GROUPS;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && group(bytes, i + run) == 0) {
        run++;
      }
      if (run > longest) {
        from = i;
        longest = run;
      }
      i += run;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        text.append("::");
        i += longest - 1;
      } else {
        if (i > 0 && i != from + longest) {
          text.append(':');
        }
        text.append(Integer.toHexString(group(bytes, i)));
      }
    }
    return text.toString();
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
  }
}
