package dev.jinx.net;

import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** At the methods that end a connection, or its sending half. */
final class CloseGates {
  private CloseGates() {}

  /** The application closes it. */
  static final class Close implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.CLOSE);
      if (link != null) {
        try {
          link.out.ending.outlive();
        } catch (Armed armed) {
          // The JDK takes it for closed by now, and would never end it.
          end(values[0], link);
          throw armed;
        } catch (IOException failed) {
          Faults.count("closing a connection", failed);
        } finally {
          // Whoever waits there is to look again once it is closed, as the JDK has it.
          Timer.wakeSoon(link);
        }
      }
      return null;
    }

    private static void end(Object socket, Link link) {
      try {
        if (socket instanceof SocketChannel) {
          ChannelWire.endClose(socket);
        } else {
          boolean entered = Threads.enterAgent();
          try {
            link.wire.close();
          } finally {
            Threads.leaveAgent(entered);
          }
        }
      } catch (IOException failed) {
        Faults.count("closing a connection", failed);
      }
    }
  }

  /** The application will send no more. */
  static final class Finish implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.CLOSE);
      if (link == null || !link.wire.isOpen() || !link.out.ending.finish()) {
        return null;
      }
      return new Replacement(values[0] instanceof SocketChannel ? values[0] : null);
    }
  }
}
