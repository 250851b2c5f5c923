package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds something back: arms until they end, others for a time. Each counts by itself, so that
 * the end of one lets nothing pass that another holds. Filled by the thread of the hits, then only
 * read.
 */
final class Holds {
  private final List<Arm> stalls = new ArrayList<>(0);
  private final List<Late> delays = new ArrayList<>(0);
  private long total;

  private static final class Late {
    final Arm by;
    final long nanos;

    Late(Arm by, long nanos) {
      this.by = by;
      this.nanos = nanos;
    }
  }

  /** Nothing passes until the arm ends. */
  void stall(Arm by) {
    if (!stalls.contains(by)) {
      stalls.add(by);
    }
  }

  /** It comes that much later, unless the arm ends before. */
  void delay(Arm by, long nanos) {
    delays.add(new Late(by, nanos));
    total += nanos;
  }

  /** The arms that hold it back until they end; some of them may have. */
  List<Arm> stalls() {
    return stalls;
  }

  /** Whether some arm still holds it back until it ends. */
  boolean isStalled() {
    for (Arm by : stalls) {
      if (!by.isEnded()) {
        return true;
      }
    }
    return false;
  }

  /** The arm that delayed it last, or null. */
  @Nullable Arm last() {
    return delays.isEmpty() ? null : delays.get(delays.size() - 1).by;
  }

  /** All delays in nanoseconds, whoever has ended. */
  long total() {
    return total;
  }

  /** The delays of the arms that have not ended, in nanoseconds. */
  long delay() {
    long sum = 0;
    for (Late one : delays) {
      sum += one.by.isEnded() ? 0 : one.nanos;
    }
    return sum;
  }
}
