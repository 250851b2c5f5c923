package dev.jinx.server;

import dev.jinx.bootstrap.Phase;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import dev.jinx.log.LogReader;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** One long poll: waits for the n-th event that a filter lets pass. For its I/O thread alone. */
final class Wait {
  /** How a wait ends. Called once, on the I/O thread. */
  interface Ending {
    /** The event awaited is the one that the reader stands on. */
    void found(LogReader reader, @Nullable Gap lost);

    /** It did not come in time. */
    void timedOut(@Nullable Gap lost);

    /** The server closes. */
    void closed();
  }

  private final LogReader reader;
  private final Filter filter;
  private final Lane lane;
  private final Ending ending;
  private int left;
  private boolean ended;
  private @Nullable Gap lost;
  private XnioExecutor.@Nullable Key timer;

  Wait(LogReader reader, Filter filter, int count, Lane lane, Ending ending) {
    this.reader = reader;
    this.filter = filter;
    this.left = count;
    this.lane = lane;
    this.ending = ending;
  }

  void start(long nanos) {
    lane.add(this);
    look();
    if (!ended) {
      timer = lane.after(this::expire, nanos);
    }
  }

  /** Reads on. */
  void look() {
    while (!ended) {
      Gap gap = reader.gap();
      if (gap != null) {
        Gap before = lost;
        lost = before == null ? gap : new Gap(before.from(), gap.to());
        reader.skip(gap);
      }
      if (!reader.next()) {
        if (reader.isBehind()) {
          continue;
        }
        return;
      }
      if (reader.phase() == Phase.GAP) {
        Gap before = lost;
        long seq = reader.position();
        lost = before == null ? new Gap(seq, seq) : before;
      }
      if (filter.wants(reader.injection(), reader.phase()) && --left == 0) {
        end();
        ending.found(reader, lost);
      }
    }
  }

  void close() {
    look();
    if (!ended) {
      end();
      ending.closed();
    }
  }

  private void expire() {
    look();
    if (!ended) {
      end();
      ending.timedOut(lost);
    }
  }

  private void end() {
    ended = true;
    lane.remove(this);
    XnioExecutor.Key key = timer;
    if (key != null) {
      key.remove();
    }
  }
}
