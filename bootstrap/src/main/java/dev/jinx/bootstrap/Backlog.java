package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls that a term of an arm has taken over and that are to be executed later. When the arm ends
 * all of them are, in the order in which they would have been.
 *
 * <p>Who adds one takes no lock. Deferred calls keep the order of their thread, as far as their
 * times do; but threads do not wait for one another. All others are executed one by one.
 */
final class Backlog {
  private final Arm arm;
  private final boolean bySender;
  private final boolean untilFull;
  private final ConcurrentSkipListMap<Due, TakenCall> waiting = new ConcurrentSkipListMap<>();
  private final AtomicBoolean listed = new AtomicBoolean();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong pace = new AtomicLong();
  private final Lane common = new Lane();

  // The clock's alone.
  private final Map<Long, Lane> bySenders = new HashMap<>();

  Backlog(Arm arm, String word) {
    this.arm = arm;
    this.bySender = word.equals("defer");
    this.untilFull = word.equals("reorder");
  }

  /** To be executed in so many nanoseconds. */
  void after(long nanos, TakenCall call) {
    put(Due.now() + nanos, call);
  }

  /** To be executed so many nanoseconds after the one before it, at the least. */
  void paced(long nanos, TakenCall call) {
    long now = Due.now();
    long last;
    long due;
    do {
      last = pace.get();
      due = Math.max(last, now);
    } while (!pace.compareAndSet(last, due + nanos));
    put(due, call);
  }

  /** To be executed when so many are together, in an order that the action draws. */
  void together(int count, TakenCall call, Action action, Turn turn) {
    put(Due.NEVER, call);
    if (arrived.incrementAndGet() % count != 0) {
      return;
    }
    List<TakenCall> group = new ArrayList<>(count);
    while (group.size() < count) {
      Map.Entry<Due, TakenCall> first = waiting.pollFirstEntry();
      if (first == null) {
        // The arm has ended, and the clock was here.
        break;
      }
      group.add(first.getValue());
    }
    TakenCall last = null;
    while (!group.isEmpty()) {
      // From the last to the first, each linked to the one after it.
      TakenCall drawn = group.remove((int) (group.size() * action.draw(turn)));
      drawn.next = last;
      last = drawn;
    }
    if (last != null) {
      common.add(last);
    }
  }

  private void put(long due, TakenCall call) {
    waiting.put(new Due(due), call);
    list();
    if (isOver()) {
      CallClock.wake();
    } else {
      CallClock.wakeAt(due);
    }
  }

  private void list() {
    if (listed.compareAndSet(false, true)) {
      CallClock.list(this);
    }
  }

  /** For the clock: it is on its list no more, but where something came at that moment. */
  void unlist() {
    listed.set(false);
    for (Iterator<Lane> lanes = bySenders.values().iterator(); lanes.hasNext(); ) {
      if (lanes.next().isIdle()) {
        lanes.remove();
      }
    }
    if (!isEmpty()) {
      list();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether nobody waits any longer: a group will never be full, or a time does not matter. */
  private boolean isOver() {
    return untilFull ? !arm.isOn() : arm.isEnded();
  }

  /** For the clock: has what is due executed; answers when the next one is. */
  long handOver(long now) {
    boolean all = isOver();
    while (true) {
      Map.Entry<Due, TakenCall> first = waiting.firstEntry();
      if (first == null) {
        return Due.NEVER;
      }
      if (!all && first.getKey().nanos > now) {
        return first.getKey().nanos;
      }
      if (waiting.remove(first.getKey(), first.getValue())) {
        lane(first.getValue()).add(first.getValue());
      }
    }
  }

  private Lane lane(TakenCall call) {
    if (!bySender) {
      return common;
    }
    Lane lane = bySenders.get(call.sender);
    if (lane == null) {
      lane = new Lane();
      bySenders.put(call.sender, lane);
    }
    return lane;
  }
}
