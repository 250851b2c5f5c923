package dev.jinx.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a point is on, and what is done with them: {@code net#write}, {@code
 * net#connect,read(10.0.0.2:2888)}, {@code net#*(n2:2888, n2:3888; local :2181)}. Immutable, but for
 * host names that become known.
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

  private NetSelector(String text, Set<Op> ops, List<Addresses> peers, List<Addresses> locals) {
    this.text = text;
    this.ops = ops;
    this.peers = peers;
    this.locals = locals;
  }

  /**
   * Reads a selector that begins with {@link #START}.
   *
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  public static NetSelector parse(String text) {
    String rest = text.strip().substring(START.length());
    String inner = "";
    int open = rest.indexOf('(');
    if (open >= 0) {
      if (!rest.endsWith(")")) {
        throw new IllegalArgumentException("a ')' is missing at its end; right is " + RULE);
      }
      inner = rest.substring(open + 1, rest.length() - 1);
      rest = rest.substring(0, open);
    }
    List<Addresses> peers = new ArrayList<>();
    List<Addresses> locals = new ArrayList<>();
    for (String part : split(inner, ';')) {
      boolean local = part.startsWith("local ");
      String list = local ? part.substring(6) : part.startsWith("peer ") ? part.substring(5) : part;
      for (String one : split(list, ',')) {
        (local ? locals : peers).add(Addresses.parse(one));
      }
    }
    return new NetSelector(text.strip(), ops(rest), peers, locals);
  }

  private static Set<Op> ops(String words) {
    Set<Op> ops = EnumSet.noneOf(Op.class);
    for (String word : split(words, ',')) {
      boolean known = word.equals("*");
      for (Op op : Op.values()) {
        if (word.equals("*") || word.equals(op.word())) {
          ops.add(op);
          known = true;
        }
      }
      if (!known) {
        throw new IllegalArgumentException("'" + word + "' is none; right is " + RULE);
      }
    }
    if (ops.isEmpty()) {
      throw new IllegalArgumentException("nothing stands behind net#; right is " + RULE);
    }
    return ops;
  }

  private static List<String> split(String text, char by) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == by) {
        String part = text.substring(from, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        from = i + 1;
      }
    }
    return parts;
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

  private static boolean any(List<Addresses> list, @Nullable InetSocketAddress address) {
    for (Addresses one : list) {
      if (one.match(address)) {
        return true;
      }
    }
    return false;
  }

  /** Looks up the host names that are not known; whether some became known. Not for hits. */
  boolean resolve() {
    boolean more = false;
    for (List<Addresses> list : List.of(peers, locals)) {
      for (Addresses one : list) {
        if (one.isUnknown()) {
          one.resolve();
          more |= !one.isUnknown();
        }
      }
    }
    return more;
  }

  boolean isComplete() {
    for (List<Addresses> list : List.of(peers, locals)) {
      for (Addresses one : list) {
        if (one.isUnknown()) {
          return false;
        }
      }
    }
    return true;
  }
}
