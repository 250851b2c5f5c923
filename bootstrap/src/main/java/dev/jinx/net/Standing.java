package dev.jinx.net;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Which datagrams of a socket points mean, as long as neither they nor its addresses change. */
final class Standing {
  final Rules of;
  final @Nullable InetSocketAddress local;
  final @Nullable InetSocketAddress peer;

  /** Whether some of those that it sends have to be looked at; the same for what comes. */
  final boolean writes;

  final boolean reads;

  /** Whether it depends on who sends. */
  final boolean bySender;

  Standing(Rules of, @Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
    boolean writing = false;
    boolean reading = false;
    boolean surely = false;
    for (Rule rule : of.all()) {
      if (rule.selector.mayMean(local, peer)) {
        writing |= rule.selector.has(Op.WRITE);
        reading |= rule.selector.has(Op.READ);
        surely |= rule.selector.has(Op.READ) && (peer != null || rule.selector.meansAnyone());
      }
    }
    this.of = of;
    this.local = local;
    this.peer = peer;
    this.writes = writing;
    this.reads = reading;
    this.bySender = reading && !surely;
  }

  /** Whether points want to see what goes between it and that address. */
  boolean matches(Op op, @Nullable InetSocketAddress other) {
    for (Rule rule : of.all()) {
      if (rule.selector.has(op) && rule.selector.match(local, other)) {
        return true;
      }
    }
    return false;
  }
}
