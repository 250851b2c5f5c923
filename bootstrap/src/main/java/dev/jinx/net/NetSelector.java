package dev.jinx.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a point is on, and what is done with them: {@code net#write}, {@code
 * net#connect,read(10.0.0.2:2888)}, {@code net#*(n2:2888, n2:3888; local :2181)}. Immutable, but
 * for host names that become known.
 */
public final class NetSelector {
  /** What every such selector begins with. */
  public static final String START = "net#";

  /** What one has to look like, for messages. */
  public static final String RULE =
      "net#OP(PEER, ..; local ADDRESS, ..), an OP being connect, accept, read, write, close or *,"
          + " several with commas between";

  private final String text;
  private final Set<Op> ops;
  private final List<Addresses> peers;
  private final List<Addresses> locals;

  NetSelector(String text, Set<Op> ops, List<Addresses> peers, List<Addresses> locals) {
    this.text = text;
    this.ops = ops;
    this.peers = peers;
    this.locals = locals;
  }

  /**
   * Reads a selector that begins with {@link #START}.
   *
   * @throws NetSelectorException with the column, what is wrong and what would be right
   */
  public static NetSelector parse(String text) throws NetSelectorException {
    return new NetSelectorParser(text).parse();
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  boolean has(Op op) {
    return ops.contains(op);
  }

  boolean match(@Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
    return (peers.isEmpty() || any(peers, peer)) && (locals.isEmpty() || any(locals, local));
  }

  /** The same, where any peer may be the one as long as it is not known. */
  boolean mayMean(@Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
    return peer != null ? match(local, peer) : locals.isEmpty() || any(locals, local);
  }

  /** Whether every peer is meant. */
  boolean meansAnyone() {
    return peers.isEmpty();
  }

  private static boolean any(List<Addresses> list, @Nullable InetSocketAddress address) {
    for (Addresses one : list) {
      if (one.match(address)) {
        return true;
      }
    }
    return false;
  }

  /** Looks up the host names; whether some have other addresses now. Not for hits. */
  boolean resolve() {
    boolean changed = false;
    for (Addresses one : names()) {
      changed |= one.resolve();
    }
    return changed;
  }

  /** Whether there are host names, whose addresses may change. */
  boolean hasNames() {
    return !names().isEmpty();
  }

  private List<Addresses> names() {
    List<Addresses> names = new ArrayList<>();
    for (List<Addresses> list : List.of(peers, locals)) {
      for (Addresses one : list) {
        if (one.isName()) {
          names.add(one);
        }
      }
    }
    return names;
  }

  boolean isComplete() {
    return unknown().isEmpty();
  }

  /** The host names that have not been found yet. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    for (Addresses one : names()) {
      if (one.isUnknown()) {
        unknown.add(one.host());
      }
    }
    return unknown;
  }
}
