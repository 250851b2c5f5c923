package dev.jinx.relay;

import dev.jinx.client.Cursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What of one node is on its way to the broker. The position moves over acknowledged events only,
 * and stops before the first that is not, in whatever order the acknowledgements come. Thread-safe.
 */
final class InFlight {
  private final Deque<Slot> slots = new ArrayDeque<>();
  private @Nullable Cursor position;

  /** Begins behind a position; null is before everything. */
  InFlight(@Nullable Cursor position) {
    this.position = position;
  }

  /** One event's place. */
  final class Slot {
    private final Cursor cursor;
    private boolean acknowledged;

    private Slot(Cursor cursor) {
      this.cursor = cursor;
    }

    /** It has not gone out after all; for the thread that began it, before it begins another. */
    void withdraw() {
      synchronized (InFlight.this) {
        slots.removeLastOccurrence(this);
        InFlight.this.notifyAll();
      }
    }

    /** The broker has it. */
    void acknowledged() {
      synchronized (InFlight.this) {
        acknowledged = true;
        for (Slot first = slots.peek(); first != null && first.acknowledged; first = slots.peek()) {
          // A gap may tell that the node has lost what we have: we do not go back for it.
          position = first.cursor.later(position);
          slots.remove();
        }
        if (slots.isEmpty()) {
          InFlight.this.notifyAll();
        }
      }
    }
  }

  /** The stream begins there; nothing changes where a position is known. */
  synchronized void beginAt(Cursor start) {
    if (position == null && slots.isEmpty()) {
      position = start;
    }
  }

  /** An event goes out, behind all that went out before. */
  synchronized Slot begin(Cursor cursor) {
    Slot slot = new Slot(cursor);
    slots.add(slot);
    return slot;
  }

  /** Everything up to here is acknowledged; null if nothing was ever. */
  synchronized @Nullable Cursor position() {
    return position;
  }

  /** How many events are not yet acknowledged, counting those behind one that is not. */
  synchronized int size() {
    return slots.size();
  }

  /**
   * Waits until everything is acknowledged.
   *
   * @return false if it was not in that time
   */
  synchronized boolean awaitEmpty(long deadlineNanos) throws InterruptedException {
    while (!slots.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
