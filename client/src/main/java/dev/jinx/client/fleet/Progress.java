package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.checkpoint.CheckpointStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far a merged stream has come: what was given out, and what of it is done with, which is
 * stored. Thread-safe.
 */
final class Progress {
  /**
   * So much may come twice to a reader that is killed: to store is a write to the disk each time.
   */
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final @Nullable CheckpointStore store;
  private final String key;
  private final Map<String, Cursor> done = new HashMap<>();
  private @Nullable Cursor given;
  private VectorCursor stored;
  private boolean changed;
  private long storedAt = System.nanoTime() - INTERVAL_NANOS;

  /**
   * Begins.
   *
   * @param store where to store, or null for nowhere
   * @param start what is stored there now
   */
  Progress(@Nullable CheckpointStore store, String key, VectorCursor start) {
    this.store = store;
    this.key = key;
    this.stored = start;
    done.putAll(start.positions());
  }

  /** That event is given out now. */
  synchronized void given(Cursor id) {
    given = id;
  }

  /** There is nothing to give out up to there; a position never goes back. */
  synchronized void moved(Cursor to) {
    Cursor before = done.get(to.node());
    if (before == null || to.isAfter(before)) {
      done.put(to.node(), to);
      changed = true;
    }
  }

  /** Behind all that was given out. */
  synchronized VectorCursor cursor() {
    VectorCursor passed = VectorCursor.of(done.values());
    return given == null ? passed : passed.join(given);
  }

  /** What was given out is done with; stores that if it was not stored for some time. */
  synchronized void done() {
    if (given != null) {
      moved(given);
      given = null;
    }
    if (System.nanoTime() - storedAt >= INTERVAL_NANOS) {
      store();
    }
  }

  /** Stores what is done with. */
  synchronized void store() {
    if (store == null || !changed) {
      return;
    }
    VectorCursor now = VectorCursor.of(done.values());
    if (!now.equals(stored)) {
      store.put(key, now.toString());
      stored = now;
    }
    changed = false;
    storedAt = System.nanoTime();
  }
}
