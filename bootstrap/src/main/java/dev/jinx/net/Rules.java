package dev.jinx.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The enabled points on connections, in the order of their declaration: an immutable version. */
final class Rules {
  static final Rules NONE = new Rules(List.of());
  private static final Rule[] NO_RULE = {};

  private final List<Rule> all;
  private final boolean[] ops = new boolean[Op.values().length];

  Rules(List<Rule> all) {
    this.all = List.copyOf(all);
    for (Op op : Op.values()) {
      for (Rule rule : all) {
        ops[op.ordinal()] |= rule.selector.has(op);
      }
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Rule> all() {
    return all;
  }

  /** Whether one of them is about that operation. */
  boolean has(Op op) {
    return ops[op.ordinal()];
  }

  /** Whether one of them means a connection between those. */
  boolean mean(@Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
    for (Rule rule : all) {
      if (rule.selector.match(local, peer)) {
        return true;
      }
    }
    return false;
  }

  /** Those that mean a connection, by {@link Op#ordinal}. */
  Rule[][] of(Link link) {
    Rule[][] byOp = new Rule[Op.values().length][];
    for (Op op : Op.values()) {
      List<Rule> matching = new ArrayList<>();
      for (Rule rule : all) {
        if (rule.selector.has(op) && rule.selector.match(link.local(), link.peer())) {
          matching.add(rule);
        }
      }
      byOp[op.ordinal()] = matching.toArray(NO_RULE);
    }
    return byOp;
  }
}
