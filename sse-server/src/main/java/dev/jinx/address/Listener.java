package dev.jinx.address;

import dev.jinx.net.AddressText;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A TCP address that this process listens on.
 *
 * @param address the wildcard where it is any address of the machine
 */
public record Listener(InetSocketAddress address) {
  /** Whether it listens on every address of the machine. */
  boolean isWildcard() {
    InetAddress ip = address.getAddress();
    return ip != null && ip.isAnyLocalAddress();
  }

  /** {@code 127.0.0.2:2888}, {@code [::1]:2888}, or {@code *:2181} for every address. */
  public String text() {
    return isWildcard() ? "*:" + address.getPort() : AddressText.of(address);
  }
}
