package dev.jinx.server;

import dev.jinx.bootstrap.Phase;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import dev.jinx.log.LogReader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** One long poll: waits for the n-th event that a filter lets pass. For its I/O thread alone. */
final class Wait {
  /** How a wait ends. Called once, on the I/O thread. */
  interface Ending {
    /** The event awaited is the one that the reader stands on. */
    void found(LogReader reader, @Nullable Gap lost);

    /** The reader is strict, and events are gone that may have been the one awaited. */
    void gone(Gap lost);

    /** The log's files cannot be read at the moment. */
    void unreadable(UncheckedIOException failed);

    /** It did not come in time. */
    void timedOut(@Nullable Gap lost);

    /** The server closes. */
    void closed();
  }

  /** Reads of files in one go; then others on the thread have their turn. */
  private static final int READS = 8;

  private final EventLog log;
  private final LogReader reader;
  private final Filter filter;
  private final boolean strict;
  private final Lane lane;
  private final Ending ending;
  private int left;
  private boolean ended;
  private boolean later;
  private long enough = Long.MAX_VALUE; // of this boot; time is up, and what came after is late
  private @Nullable Gap lost;
  private XnioExecutor.@Nullable Key timer;

  Wait(
      EventLog log,
      Cursor after,
      Filter filter,
      int count,
      boolean strict,
      Lane lane,
      Ending ending) {
    this.log = log;
    this.reader = log.read(after);
    this.filter = filter;
    this.strict = strict;
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
    if (ended || later) {
      return;
    }
    try {
      read();
    } catch (UncheckedIOException failed) {
      end();
      ending.unreadable(failed);
    }
  }

  private void read() {
    int reads = 0;
    while (!ended) {
      if (reader.isOnDisk() && reads++ == READS) {
        later = true;
        lane.execute(this::goOn);
        return;
      }
      Gap gap = reader.gap();
      if (gap != null) {
        lose(gap);
        reader.skip(gap);
        continue;
      }
      if (isLate() || !reader.isBehind()) {
        if (enough != Long.MAX_VALUE) {
          end();
          ending.timedOut(lost);
        }
        return;
      }
      if (reader.next()) {
        take();
      }
    }
  }

  private void take() {
    if (reader.phase() == Phase.GAP) {
      Cursor at = reader.cursor();
      lose(new Gap(at, at));
    }
    if (!ended && filter.wants(reader.injection(), reader.phase()) && --left == 0) {
      end();
      ending.found(reader, lost);
    }
  }

  private void lose(Gap gap) {
    Gap before = lost;
    lost = before == null ? gap : before.through(gap);
    if (strict) {
      end();
      ending.gone(gap);
    }
  }

  private boolean isLate() {
    return reader.boot() == log.boot() && reader.position() >= enough;
  }

  private void goOn() {
    later = false;
    look();
  }

  void close() {
    look();
    if (!ended) {
      end();
      ending.closed();
    }
  }

  private void expire() {
    enough = log.last();
    look();
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
