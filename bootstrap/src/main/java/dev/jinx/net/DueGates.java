package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** At what selectors ask of a socket for datagrams, where something that came is held back. */
final class DueGates {
  private DueGates() {}

  /** Whether something that came is held back for a socket. */
  private static boolean holds(@Nullable Object channel) {
    Post post = channel == null ? null : Posts.find(channel);
    return post != null && !post.in.mail().isEmpty() && !Doors.isInside();
  }

  /** Has a selector wait for what is always there while something is due with us. */
  static final class Interest implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return holds(self);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) {
      Post post = Posts.find(values[0]);
      int ops = (Integer) values[1];
      boolean reads = (ops & SelectionKey.OP_READ) != 0;
      return post != null && reads && !Doors.isInside() && post.in.raises()
          ? new Replacement(Jdk.POLLIN | Jdk.POLLOUT)
          : null;
    }
  }

  /** And has it find that there is something to be read. */
  static final class Ready implements Gate {
    private final boolean updates;

    Ready(boolean updates) {
      this.updates = updates;
    }

    @Override
    public boolean concerns(@Nullable Object self) {
      return holds(self);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = (Object) values[0];
      Object key = (Object) values[2];
      Post post = Posts.find(channel);
      int ops = (Integer) values[1];
      if (post == null || (ops & Jdk.POLLIN) != 0 || !post.in.isDue() || Doors.isInside()) {
        return null;
      }
      return new Replacement(DatagramWire.ready(channel, updates, ops | Jdk.POLLIN, key));
    }
  }
}
