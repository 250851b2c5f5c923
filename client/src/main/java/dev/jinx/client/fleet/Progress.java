package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.checkpoint.CheckpointStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far a merged stream has come: what was given out, and what of it is done with, which is
 * stored. Where a node's log was begun anew, its positions of the old one are given up for the new.
 * Thread-safe.
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
  private boolean anew;
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

  /** There is nothing to give out up to there. It goes back only behind a gap that says so. */
  synchronized void moved(Cursor to) {
    Cursor before = done.put(to.node(), to);
    changed |= !to.equals(before);
    anew |= before != null && before.isAfter(to);
  }

  /** Behind all that was given out. */
  synchronized VectorCursor cursor() {
    Map<String, Cursor> passed = new HashMap<>(done);
    Cursor last = given;
    if (last != null) {
      passed.put(last.node(), last);
    }
    return VectorCursor.of(passed.values());
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
      if (anew) {
        store.delete(key); // what is stored never goes back by itself
      }
      store.put(key, now.toString());
      stored = now;
      anew = false;
    }
    changed = false;
    storedAt = System.nanoTime();
  }
}
