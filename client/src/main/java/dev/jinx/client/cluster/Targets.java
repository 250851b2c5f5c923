package dev.jinx.client.cluster;

import dev.jinx.client.NetState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The addresses by which one node reaches another, as selectors write them, made of where that one
 * listens.
 */
final class Targets {
  private Targets() {}

  /**
   * What a node has to look for among the peers of its connections.
   *
   * @param from the node that connects
   * @param to the node that listens
   * @param listeners where it listens, or did
   */
  static Set<String> of(NetState from, NetState to, Collection<String> listeners) {
    boolean same = sameMachine(from, to);
    Set<String> targets = new LinkedHashSet<>();
    for (String listener : listeners) {
      int colon = listener.lastIndexOf(':');
      String host = plain(listener.substring(0, Math.max(colon, 0)));
      String port = listener.substring(colon + 1);
      if (isWildcard(host)) {
        for (String address : to.addresses()) {
          String each = plain(address);
          // Another machine's bridge may have the number of one of ours: that is us, not them.
          boolean ours =
              !same && from.addresses().stream().map(Targets::plain).anyMatch(each::equals);
          if (!isLoopback(each) && !ours) {
            targets.add(written(each, port));
          }
        }
        if (same) {
          targets.add("127.0.0.0/8:" + port);
          targets.add("[::1]:" + port);
        }
      } else if (same || !isLoopback(host)) {
        targets.add(written(host, port));
      }
    }
    return targets;
  }

  /** Whether one's loopback addresses are the other's. */
  static boolean sameMachine(NetState one, NetState other) {
    if (one.machine() == null || other.machine() == null) {
      return one.machine() == null
          && other.machine() == null
          && Set.copyOf(one.addresses()).equals(Set.copyOf(other.addresses()));
    }
    return Objects.equals(one.machine(), other.machine());
  }

  private static boolean isWildcard(String host) {
    return host.isEmpty() || host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
  }

  private static boolean isLoopback(String host) {
    return host.startsWith("127.")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.equals("localhost");
  }

  /** Without brackets and scope, and version 4 where it is that in version 6's clothes. */
  private static String plain(String host) {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int scope = plain.indexOf('%');
    plain = scope < 0 ? plain : plain.substring(0, scope);
    boolean mapped = plain.toLowerCase(java.util.Locale.ROOT).startsWith("::ffff:");
    return mapped && plain.indexOf('.') >= 0 ? plain.substring(7) : plain;
  }

  private static String written(String host, String port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
