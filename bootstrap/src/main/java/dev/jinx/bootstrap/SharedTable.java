package dev.jinx.bootstrap;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A table that virtual threads share: a ring of fixed size with many writers and one reader. A
 * writer claims its slots by one exchange and shows them by one release store; none waits for
 * another. A note takes further slots, right behind its record's.
 *
 * <p>What was claimed and cannot be filled (the application's stack is at its end) is marked as
 * void, and passed over: a slot that is never shown would hide all later ones for ever.
 */
final class SharedTable extends ThreadTable {
  private static final int STRIDE = 8;
  private static final int SLOTS_OF_CHUNK = (Chunk.WORDS - Chunk.HEADER) / STRIDE;
  private static final int CHUNKS = 4;
  private static final int SLOTS = CHUNKS * SLOTS_OF_CHUNK;

  /** In place of a header: a slot with more of a note. */
  private static final long MORE = 1;

  private static final int MORE_BYTES = (STRIDE - 1) * 8;

  /** Where the beginning of the thread's name stands, two words, for whoever reads the file. */
  private static final int NAME = Record.WORDS;

  /** In the mark of a void: how many slots it has. Its first slot stands above. */
  private static final int VOID_BITS = 12;

  private static final long VOID_SLOTS = (1L << VOID_BITS) - 1;

  // The guard: between claim and hold nothing can switch the thread or come back to a hook, so only
  // those that wait or run other code need an entry.
  private static final ConcurrentSkipListSet<Long> HELD = new ConcurrentSkipListSet<>();
  private static final AtomicInteger HELD_COUNT = new AtomicInteger();

  // Of threads that execute a call anew.
  private static final ConcurrentSkipListMap<Long, Pass> PASSES = new ConcurrentSkipListMap<>();
  private static final AtomicInteger PASS_COUNT = new AtomicInteger();

  private final Chunk[] chunks = new Chunk[CHUNKS];
  private final Thread[] threads = new Thread[SLOTS];
  private final AtomicLong claimed = new AtomicLong();

  // At a slot that begins a void: its mark. One word, so that nobody sees the half of one.
  private final long[] voids = new long[SLOTS];

  // Never unset; written after a mark, so that whoever reads it sees those.
  private volatile boolean hasVoids;

  // Slots before it are free; the scribe's place lies behind it while a batch is not in the log.
  private final AtomicLong released = new AtomicLong();
  private long taken;

  // Open sections by parity of the period they began in, as in sleepable RCU.
  private final AtomicInteger even = new AtomicInteger();
  private final AtomicInteger odd = new AtomicInteger();
  private volatile int period;

  SharedTable(int shard) {
    super(shard);
    for (int i = 0; i < CHUNKS; i++) {
      Chunk chunk = Tables.POOL.take();
      // Its threads must have a place, even where the pool has none at the moment.
      if (chunk == null) {
        RingFile.countHeapTable();
      }
      chunks[i] = chunk == null ? new HeapChunk() : chunk;
      for (int at = Chunk.HEADER; at < Chunk.WORDS; at += STRIDE) {
        chunks[i].put(at, 0);
      }
      chunks[i].begin(Chunk.SHARED, number, i, shard, null);
    }
  }

  /** Gives back what a table has taken that nobody uses, as another was there first. */
  void discard() {
    for (Chunk chunk : chunks) {
      if (chunk.index >= 0) {
        Tables.POOL.give(chunk);
      }
    }
  }

  private Chunk chunk(long slot) {
    return chunks[(int) (slot % SLOTS) / SLOTS_OF_CHUNK];
  }

  private static int at(long slot) {
    return Chunk.HEADER + (int) (slot % SLOTS_OF_CHUNK) * STRIDE;
  }

  @Override
  boolean isBusy(Thread thread) {
    return HELD_COUNT.get() != 0 && HELD.contains(Threads.id(thread));
  }

  @Override
  boolean claim(Thread thread) {
    return !isBusy(thread);
  }

  @Override
  void hold(Thread thread) {
    if (HELD.add(Threads.id(thread))) {
      HELD_COUNT.incrementAndGet();
    }
  }

  @Override
  void free(Thread thread) {
    if (HELD_COUNT.get() != 0 && HELD.remove(Threads.id(thread))) {
      HELD_COUNT.decrementAndGet();
    }
  }

  @Override
  @Nullable Pass pass(Thread thread) {
    return PASS_COUNT.get() == 0 ? null : PASSES.get(Threads.id(thread));
  }

  @Override
  void pass(Thread thread, @Nullable Pass pass) {
    if (pass == null) {
      if (PASSES.remove(Threads.id(thread)) != null) {
        PASS_COUNT.decrementAndGet();
      }
    } else if (PASSES.put(Threads.id(thread), pass) == null) {
      PASS_COUNT.incrementAndGet();
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
      @Nullable Note note,
      Thread thread) {
    int slots = note == null ? 1 : slots(note.bytes.length);
    // Whatever can be found out or fail comes before the claim.
    long header = Record.header(site, phase, term);
    long id = Threads.id(thread);
    String name = thread.getName();
    long nameBegin = ascii(name, 0);
    long nameEnd = ascii(name, Long.BYTES);
    long slot;
    long nanos;
    do {
      slot = claimed.get();
      if (slot + slots - released.get() > SLOTS) {
        drop();
        return;
      }
      // Read between look and exchange, so that nanos never fall from slot to slot.
      nanos = System.nanoTime();
    } while (!claimed.compareAndSet(slot, slot + slots));
    try {
      threads[(int) (slot % SLOTS)] = thread;
      Chunk to = chunk(slot);
      int at = at(slot);
      Record.write(to, at, arm, waiter, note, id, nanos);
      to.put(at + NAME, nameBegin);
      to.put(at + NAME + 1, nameEnd);
      if (note != null) {
        write(note.bytes, slot + 1);
      }
      to.putRelease(at, header);
    } catch (Throwable fault) {
      // Without a call: there may be no stack for one.
      voids[(int) (slot % SLOTS)] = slot << VOID_BITS | slots;
      hasVoids = true;
      throw fault;
    }
  }

  private static int slots(int noteLength) {
    return 1 + (noteLength + MORE_BYTES - 1) / MORE_BYTES;
  }

  /** Characters of a thread's name, as one word; others than ASCII are question marks. */
  private static long ascii(String name, int from) {
    long bytes = 0;
    int length = Math.min(name.length() - from, Long.BYTES);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(from + i);
      bytes |= (long) (c < 0x80 ? c : '?') << i * 8;
    }
    return bytes;
  }

  private void write(byte[] note, long first) {
    long slot = first;
    for (int done = 0; done < note.length; done += MORE_BYTES, slot++) {
      int length = Math.min(MORE_BYTES, note.length - done);
      Chunk to = chunk(slot);
      to.putBytes(at(slot) + 1, note, done, length);
      to.putRelease(at(slot), MORE);
    }
  }

  @Override
  boolean peek() {
    for (int slots = voidAt(taken); slots > 0; slots = voidAt(taken)) {
      voids[(int) (taken % SLOTS)] = 0;
      threads[(int) (taken % SLOTS)] = null;
      taken += slots;
    }
    if (taken - released.get() >= SLOTS) {
      // Once around: what stands here was taken already, and its room is not given back yet.
      return false;
    }
    Chunk from = chunk(taken);
    if (from.getAcquire(at(taken)) == 0) {
      return false;
    }
    headNanos = Record.nanos(from, at(taken));
    return true;
  }

  /** How many slots the void has that begins there, 0 where none does. */
  private int voidAt(long slot) {
    if (!hasVoids) {
      return 0;
    }
    long mark = voids[(int) (slot % SLOTS)];
    return mark != 0 && mark >>> VOID_BITS == slot ? (int) (mark & VOID_SLOTS) : 0;
  }

  @Override
  void take(Record into) {
    Chunk from = chunk(taken);
    into.read(from, at(taken), this, threads[(int) (taken % SLOTS)]);
    threads[(int) (taken % SLOTS)] = null;
    taken += slots(Record.noteLength(from, at(taken)));
  }

  @Override
  byte[] note(Chunk ignored, int at, int length) {
    // It was taken just now, so its slots lie right before the place to read from.
    byte[] note = new byte[length];
    long slot = taken - slots(length) + 1;
    for (int done = 0; done < length; done += MORE_BYTES, slot++) {
      chunk(slot).getBytes(at(slot) + 1, note, done, Math.min(MORE_BYTES, length - done));
    }
    return note;
  }

  @Override
  void release() {
    for (long slot = released.get(); slot < taken; slot++) {
      chunk(slot).put(at(slot), 0);
    }
    released.set(taken);
  }

  /**
   * A slot that is claimed but not shown yet hides later ones of this ring, whose effects may stand
   * in other rings already: nothing from the first hidden one on may be numbered in this round.
   */
  @Override
  long limit(long now) {
    long end = claimed.get();
    boolean hole = false;
    for (long slot = taken; slot < end; slot++) {
      long header = chunk(slot).getAcquire(at(slot));
      int voided = voidAt(slot);
      if (voided > 0) {
        slot += voided - 1;
      } else if (header == 0) {
        hole = true;
      } else if (hole && header < 0) {
        return Math.min(now, Record.nanos(chunk(slot), at(slot)) - 1);
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
