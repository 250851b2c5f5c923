package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
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
        link.out.outlive();
        // Whoever waits there is to look again once it is closed, as the JDK has it.
        Timer.wakeSoon(link);
      }
      return null;
    }
  }

  /** The application will send no more. */
  static final class Finish implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.CLOSE);
      if (link == null || !link.wire.isOpen() || !link.out.finish()) {
        return null;
      }
      return new Replacement(values[0] instanceof SocketChannel ? values[0] : null);
    }
  }
}
