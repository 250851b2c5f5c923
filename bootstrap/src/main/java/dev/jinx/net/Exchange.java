package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Carried;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read, written, begun or ended in one call, and what the points on it say of it. */
final class Exchange implements Carried {
  final Op op;
  final long bytes;
  private final Link link;

  /** Who holds it back. */
  final Holds holds = new Holds();

  /** Whether this transmission of it was lost. */
  @Nullable Arm lostBy;

  boolean reset;
  boolean refused;
  long slice;
  @Nullable Arm slicedBy;
  @Nullable Arm throttledBy;
  long bytesPerSecond;
  @Nullable Arm limitedBy;
  long limit;

  Exchange(Link link, Op op, long bytes) {
    this.link = link;
    this.op = op;
    this.bytes = bytes;
  }

  /** Nanoseconds that so many bytes take while it is throttled. */
  long pace(long count) {
    return (long) (count * 1e9 / Math.max(1, bytesPerSecond));
  }

  /** Whether nothing is to be done to it. */
  boolean passes() {
    return !isStalled()
        && holds.total() == 0
        && !reset
        && !refused
        && slice == 0
        && throttledBy == null
        && limitedBy == null;
  }

  /** Whether some arm holds it back until it ends. */
  boolean isStalled() {
    return !holds.stalls().isEmpty();
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("peer", Link.text(link.peer()));
    facts.put("local", Link.text(link.local()));
    facts.put("direction", op.direction());
    facts.put("bytes", bytes);
    facts.put("connection", link.number());
    return facts;
  }

  @Override
  public void lose(Arm arm, boolean always) {
    if (always) {
      holds.stall(arm);
    } else {
      lostBy = arm;
    }
  }

  @Override
  public void delay(Arm arm, long nanos) {
    holds.delay(arm, nanos);
  }

  @Override
  public void reset(Arm arm) {
    reset = true;
  }

  @Override
  public void refuse(Arm arm) {
    if (op == Op.CONNECT) {
      refused = true;
    } else {
      reset = true;
    }
  }

  @Override
  public void hang(Arm arm) {
    link.hang(arm);
    holds.stall(arm);
  }

  @Override
  public void slice(Arm arm, long bytes) {
    slicedBy = arm;
    slice = slice == 0 ? bytes : Math.min(slice, bytes);
  }

  @Override
  public void throttle(Arm arm, long rate) {
    if (throttledBy == null || rate < bytesPerSecond) {
      throttledBy = arm;
      bytesPerSecond = rate;
    }
  }

  @Override
  public void limit(Arm arm, long most) {
    if (limitedBy == null || most < limit) {
      limitedBy = arm;
      limit = most;
    }
  }

  @Override
  public @Nullable String duplicate(Arm arm) {
    return "a stream carries no messages that could come twice; a point on the method that sends"
        + " them can do it";
  }

  @Override
  public @Nullable String reorder(Arm arm, int window, double draw) {
    return "a stream carries no messages that could change places; a point on the method that sends"
        + " them can do it";
  }
}
