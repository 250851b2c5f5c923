package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Where a selector asks what it is to wait for: not for what points hold back, else it would find
 * it there again and again.
 */
final class InterestGate implements Gate {
  @Override
  public boolean concerns(@Nullable Object self) {
    return Doors.isKnown(self);
  }

  @Override
  public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
    Link link = Links.find(values[0]);
    if (link == null || Doors.isInside()) {
      return null;
    }
    int ops = (Integer) values[1];
    int left = ops;
    if (link.in.isMasked()) {
      left &= ~SelectionKey.OP_READ;
    }
    if (link.out.isMasked()) {
      left &= ~SelectionKey.OP_WRITE;
    }
    if (link.connecting.isMasked()) {
      left &= ~SelectionKey.OP_CONNECT;
    }
    if (left == ops) {
      return null;
    }
    boolean entered = Threads.enterAgent();
    try {
      return new Replacement(ChannelWire.interest(values[0], left));
    } finally {
      Threads.leaveAgent(entered);
    }
  }
}
