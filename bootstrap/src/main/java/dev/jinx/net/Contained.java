package dev.jinx.net;

import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Gate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A gate whose faults the application does not see: the JDK's method goes on as without it. */
final class Contained implements Gate {
  private final Gate gate;
  private final @Nullable Op op;

  Contained(Gate gate, @Nullable Op op) {
    this.gate = gate;
    this.op = op;
  }

  @Override
  public boolean concerns(@Nullable Object self) {
    try {
      return op == null ? gate.concerns(self) : Doors.concerns(self, op);
    } catch (Throwable fault) {
      Faults.count("looking at a connection", fault);
      return false;
    }
  }

  @Override
  public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
    try {
      return gate.pass(values);
    } catch (Armed armed) {
      throw armed.thrown;
    } catch (IOException told) {
      // What the JDK says of such a connection, too.
      throw told;
    } catch (Throwable fault) {
      Faults.count("looking at a connection", fault);
      return null;
    }
  }
}
