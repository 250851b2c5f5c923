package dev.jinx.flight;

import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Record;
import org.jspecify.annotations.Nullable;

/**
 * Hands hits and parks to the Flight Recorder, if it records. For one thread at a time, the
 * scribe's. It throws nothing: what goes wrong is counted as a fault, and the log goes on.
 */
public final class Flight {
  /** A JVM may be made without the recorder: then none of its classes may be touched. */
  private boolean possible = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private final String node;
  private final long boot;

  /** For the events of that life of that node. */
  public Flight(String node, long boot) {
    this.node = node;
    this.boot = boot;
  }

  /**
   * Tells of a hit.
   *
   * @param taken the hit, of whatever action
   * @param hit which one of its point
   * @param seq its event's number
   * @param captured what it captured, a JSON object
   * @return where the hit parks its thread, what {@link #went} is to be given; else null
   */
  public @Nullable Object hit(Record taken, long hit, long seq, byte[] captured) {
    if (!possible) {
      return null;
    }
    try {
      return Recording.isOn() ? Recorder.hit(taken, hit, cursor(seq), captured) : null;
    } catch (RuntimeException | LinkageError | OutOfMemoryError fault) {
      give(fault);
      return null;
    }
  }

  /**
   * Tells that a parked thread goes on.
   *
   * @param parked what {@link #hit} gave
   * @param end {@code released}, {@code expired} or {@code disabled}
   * @param told the outcome or the reason, if there is one
   */
  public void went(Object parked, String end, @Nullable String told) {
    try {
      Recorder.went(parked, end, told);
    } catch (RuntimeException | LinkageError | OutOfMemoryError fault) {
      give(fault);
    }
  }

  private void give(Throwable fault) {
    possible &= !(fault instanceof LinkageError);
    Faults.count("telling the flight recorder", fault);
  }

  private String cursor(long seq) {
    return node + "@" + boot + "." + seq;
  }
}
