package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A table that virtual threads share: a ring of fixed size with many writers and one reader. A
 * writer claims a slot by one exchange and shows it by one release store; none waits for another.
 */
final class SharedTable extends ThreadTable {
  private static final int SLOTS = 4 * 1024;
  private static final int STRIDE = 8;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  // The guard: between claim and hold nothing can switch the thread or come back to a hook, so only
  // those that wait or run other code need an entry.
  private static final ConcurrentSkipListSet<Long> HELD = new ConcurrentSkipListSet<>();
  private static final AtomicInteger HELD_COUNT = new AtomicInteger();

  private final long[] words = new long[SLOTS * STRIDE];
  private final Thread[] threads = new Thread[SLOTS];
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  // Open sections by parity of the period they began in, as in sleepable RCU.
  private final AtomicInteger even = new AtomicInteger();
  private final AtomicInteger odd = new AtomicInteger();
  private volatile int period;

  SharedTable(int shard) {
    super(shard);
  }

  @Override
  boolean claim(Thread thread) {
    return HELD_COUNT.get() == 0 || !HELD.contains(id(thread));
  }

  @Override
  void hold(Thread thread) {
    if (HELD.add(id(thread))) {
      HELD_COUNT.incrementAndGet();
    }
  }

  @Override
  void free(Thread thread) {
    if (HELD_COUNT.get() != 0 && HELD.remove(id(thread))) {
      HELD_COUNT.decrementAndGet();
    }
  }

  @Override
  int enter() {
    int ticket = period & 1;
    counter(ticket).incrementAndGet();
    return ticket;
  }

  @Override
  void leave(int ticket) {
    counter(ticket).decrementAndGet();
  }

  private AtomicInteger counter(int ticket) {
    return ticket == 0 ? even : odd;
  }

  @Override
  void quiesce(long deadline) {
    // Twice: a thread may have read the period before the last change and counted itself after it.
    for (int i = 0; i < 2; i++) {
      int old = period;
      period = old + 1;
      while (counter(old & 1).get() != 0 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(10_000);
      }
    }
  }

  @Override
  void publish(
      Site site,
      Arm arm,
      @Nullable Phase phase,
      int term,
      long waiter,
      int attachment,
      Thread thread) {
    long slot;
    long nanos;
    do {
      slot = claimed.get();
      if (slot - taken.get() >= SLOTS) {
        drop();
        Attachments.take(attachment);
        return;
      }
      // Read between look and exchange, so that nanos never fall from slot to slot.
      nanos = System.nanoTime();
    } while (!claimed.compareAndSet(slot, slot + 1));
    int index = (int) (slot & (SLOTS - 1));
    threads[index] = thread;
    Record.write(words, index * STRIDE, arm, waiter, attachment, id(thread), nanos);
    WORD.setRelease(words, index * STRIDE, Record.header(site, phase, term));
  }

  @Override
  boolean peek() {
    int index = (int) (taken.get() & (SLOTS - 1));
    if ((long) WORD.getAcquire(words, index * STRIDE) == 0) {
      return false;
    }
    headNanos = Record.nanos(words, index * STRIDE);
    return true;
  }

  @Override
  void take(Record into) {
    long slot = taken.get();
    int index = (int) (slot & (SLOTS - 1));
    into.read(words, index * STRIDE, this, threads[index]);
    threads[index] = null;
    words[index * STRIDE] = 0;
    taken.set(slot + 1);
  }

  /**
   * A slot that is claimed but not shown yet hides later ones of this ring, whose effects may stand
   * in other rings already: nothing from the first hidden one on may be numbered in this round.
   */
  @Override
  long limit(long now) {
    long end = claimed.get();
    boolean hole = false;
    for (long slot = taken.get(); slot < end; slot++) {
      int at = (int) (slot & (SLOTS - 1)) * STRIDE;
      if ((long) WORD.getAcquire(words, at) == 0) {
        hole = true;
      } else if (hole) {
        return Math.min(now, Record.nanos(words, at) - 1);
      }
    }
    return now;
  }

  @Override
  void tidy(long now) {}

  @Override
  boolean isFinished() {
    return false;
  }
}
