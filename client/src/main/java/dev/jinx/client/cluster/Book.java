package dev.jinx.client.cluster;

import dev.jinx.client.NetState;
import dev.jinx.client.http.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who listens where, as it was heard and told. An address that was once heard stays: a leader that
 * steps down stops listening, and begins again. Thread-safe.
 */
final class Book {
  /** What is known of a node. */
  private static final class Page {
    private @Nullable NetState last;
    private final Set<String> heard = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
  }

  private final Map<String, Page> pages = new HashMap<>();

  /**
   * Reads addresses as a peer writes them.
   *
   * @throws IllegalArgumentException for one that is not {@code HOST:PORT}
   */
  static List<String> plain(String... addresses) {
    List<String> plain = new ArrayList<>();
    for (String address : addresses) {
      if (address.lastIndexOf(':') <= address.lastIndexOf(']')) {
        throw new IllegalArgumentException("not HOST:PORT: '" + address + "'");
      }
      plain.add(Address.parse(address).toString());
    }
    return plain;
  }

  /** A node said where it listens; whether there is something new in it. */
  synchronized boolean heard(String node, NetState state) {
    Page page = page(node);
    boolean more = page.last == null;
    page.last = state;
    return page.heard.addAll(state.listeners()) || more;
  }

  /** A node is said to listen there, or is going to. */
  synchronized void told(String node, Collection<String> addresses) {
    page(node).told.addAll(addresses);
  }

  /** By which addresses the one reaches the other; empty as long as nothing is known of them. */
  synchronized Set<String> targets(String from, String to) {
    Page one = page(from);
    Page other = page(to);
    Set<String> targets = new LinkedHashSet<>(other.told);
    if (one.last != null && other.last != null) {
      targets.addAll(Targets.of(one.last, other.last, other.heard));
    }
    return targets;
  }

  /** Whether both are on one machine, as far as is known. */
  synchronized boolean sameClock(String one, String other) {
    String here = machine(one);
    return here != null && here.equals(machine(other));
  }

  private @Nullable String machine(String node) {
    NetState last = page(node).last;
    String machine = last == null ? null : last.machine();
    int slash = machine == null ? -1 : machine.indexOf('/');
    return machine == null || slash < 0 ? machine : machine.substring(0, slash);
  }

  /** Whether the node's agent cannot tell where it listens, and nobody else did. */
  synchronized boolean isBlind(String node) {
    Page page = page(node);
    return page.told.isEmpty() && page.last != null && !page.last.listenersKnown();
  }

  /** Whether it is known to listen somewhere. */
  synchronized boolean listens(String node) {
    Page page = page(node);
    return !page.told.isEmpty() || !page.heard.isEmpty();
  }

  private Page page(String node) {
    return pages.computeIfAbsent(node, any -> new Page());
  }
}
