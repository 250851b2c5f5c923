package dev.jinx.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a stream brought, in its order: the newest events, without hole or repetition since {@link
 * #floor}. One thread writes; any number of waits read, each at its own place.
 *
 * <p>Bounded. What falls off the front is still in the node's log, so a wait that needs it asks
 * there again.
 */
final class Tape {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int capacity;
  private Event[] ring = new Event[256];
  private long first;
  private long end;
  private Cursor floor;
  private Cursor position;
  private Link link = Link.NEW;

  /**
   * Begins behind that position; one with a number below 0 is before whatever comes first.
   *
   * @param capacity the most events kept, a power of two
   */
  Tape(Cursor start, int capacity) {
    this.capacity = capacity;
    this.floor = start;
    this.position = start;
  }

  /**
   * Adds the next event; a jump becomes a gap, also one to a later life that does not begin with
   * its first event.
   *
   * @return false for one that is here already, which is left out: after a reconnection a server
   *     may repeat
   */
  boolean add(Event event) {
    lock.lock();
    try {
      Cursor at = event.cursor();
      boolean gap = event.phase() == Phase.GAP;
      if (position.seq() >= 0 && at.node().equals(position.node())) {
        boolean begunAnew = event.isGapNotice() && at.boot() != position.boot();
        if (!at.isAfter(position) && !begunAnew && !event.isOpenGap()) {
          return false;
        }
        if (!gap && !position.isFollowedBy(at)) {
          append(Event.gap(position, at));
        }
      }
      append(event);
      position = at;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The node's log stands there, and has nothing of ours up to there that did not come. In a later
   * life, all of the one before has come.
   */
  void moveTo(Cursor cursor) {
    lock.lock();
    try {
      if (cursor.node().equals(position.node()) && cursor.isAfter(position)) {
        position = cursor;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void link(Link.State state, @Nullable Throwable cause) {
    lock.lock();
    try {
      link = link.with(state, cause);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How the stream fares. */
  Link link() {
    lock.lock();
    try {
      return link;
    } finally {
      lock.unlock();
    }
  }

  /** The last position that came. */
  Cursor position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything behind that cursor, of which its node still knows, is or will be here. */
  boolean covers(Cursor since) {
    lock.lock();
    try {
      return since.node().equals(floor.node()) && !floor.isAfter(since);
    } finally {
      lock.unlock();
    }
  }

  /** Whether all up to that cursor has come. */
  boolean reached(Cursor cursor) {
    lock.lock();
    try {
      return !cursor.isAfter(position);
    } finally {
      lock.unlock();
    }
  }

  /** The number of the first event behind that cursor, of the next one to come if there is none. */
  long indexAfter(Cursor since) {
    lock.lock();
    try {
      long index = end;
      while (index > first && at(index - 1).cursor().isAfter(since)) {
        index--;
      }
      return index;
    } finally {
      lock.unlock();
    }
  }

  /** The event of that number, or null if it has not come yet or is kept no more. */
  @Nullable Event get(long index) {
    lock.lock();
    try {
      return index >= first && index < end ? at(index) : null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the event of that number was here and fell off. */
  boolean dropped(long index) {
    lock.lock();
    try {
      return index < first;
    } finally {
      lock.unlock();
    }
  }

  /** All events kept from that number on. */
  List<Event> from(long index) {
    lock.lock();
    try {
      List<Event> events = new ArrayList<>();
      for (long i = Math.max(index, first); i < end; i++) {
        events.add(at(i));
      }
      return events;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is an event of that number, the position or the link changes, or the time is
   * over.
   *
   * @return nanoseconds left, 0 or less if none
   */
  long await(long index, Cursor seen, Link known, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && index >= end && seen.equals(position) && known.equals(link)) {
        left = changed.awaitNanos(left);
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  private Event at(long index) {
    return ring[(int) (index & (ring.length - 1))];
  }

  private void append(Event event) {
    if (end - first == ring.length) {
      if (ring.length < capacity) {
        grow();
      } else {
        floor = at(first).cursor();
        first++;
      }
    }
    ring[(int) (end & (ring.length - 1))] = event;
    end++;
  }

  private void grow() {
    Event[] larger = new Event[ring.length * 2];
    for (long i = first; i < end; i++) {
      larger[(int) (i & (larger.length - 1))] = at(i);
    }
    ring = larger;
  }
}
