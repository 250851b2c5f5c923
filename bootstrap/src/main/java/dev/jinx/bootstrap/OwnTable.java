package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.vm.annotation.Contended;
import org.jspecify.annotations.Nullable;

/** The table of one platform thread: it alone writes. */
final class OwnTable extends ThreadTable {
  /** How long a drained chunk stays with its thread where the pool has others. */
  private static final long IDLE_NANOS = 200_000_000L;

  /** After this long every processor sees what another one has written. */
  private static final long MOMENT_NANOS = 1_000_000L;

  private static final VarHandle SECTION;
  private static final VarHandle BUSY;

  static {
    try {
      SECTION = MethodHandles.lookup().findVarHandle(OwnTable.class, "section", long.class);
      BUSY = MethodHandles.lookup().findVarHandle(OwnTable.class, "busy", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final boolean control;

  // Kept until all it left has been taken: its name is read then, and it may be long dead. Only the
  // scribe lets it go, so that no class loader stays because of a thread that once hit a point.
  private volatile @Nullable Thread thread;

  // The writer's, kept off the cache lines that the scribe writes to.
  @Contended("writer")
  private boolean busy;

  // Odd within a section.
  @Contended("writer")
  private long section;

  // The writer's chunk, and the first one since the scribe had none to read.
  @Contended("writer")
  private @Nullable Chunk chunk;

  @Contended("writer")
  private volatile @Nullable Chunk head;

  // How many chunks it has begun.
  @Contended("writer")
  private int order;

  // The chunk that the scribe takes back: not the writer's any more, and maybe another thread's.
  @Contended("writer")
  private volatile @Nullable Chunk sealed;

  // Its thread's, as are those above; but looked at only by hits that act.
  private @Nullable Pass pass;

  // The scribe's: where it reads, when it last did, and the section that it waits for to end.
  private @Nullable Chunk reading;
  private int position;
  private int published;
  private long lastTaken;
  private long sealedIn;

  OwnTable(int shard, @Nullable Thread thread) {
    super(shard);
    this.control = thread == null;
    this.thread = thread;
    this.busy = thread != null && AgentThreads.owns(thread);
  }

  @Override
  public @Nullable Thread thread() {
    return thread;
  }

  @Override
  boolean isBusy(Thread current) {
    return busy;
  }

  @Override
  boolean claim(Thread current) {
    if (busy) {
      return false;
    }
    busy = true;
    return true;
  }

  @Override
  void hold(Thread current) {}

  @Override
  void free(Thread current) {
    busy = false;
  }

  @Override
  @Nullable Pass pass(Thread current) {
    return pass;
  }

  @Override
  void pass(Thread current, @Nullable Pass wanted) {
    pass = wanted;
  }

  @Override
  int enter() {
    // The fence lets no later read pass: whoever does not see this section open may rely on it that
    // the section sees what was done before. A section that a stack overflow left open is passed.
    long old = section;
    SECTION.setVolatile(this, old + 1 + (old & 1));
    return 0;
  }

  @Override
  void leave(int ticket) {
    SECTION.setRelease(this, section + 1);
  }

  @Override
  void quiesce(long deadline) {
    long seen = (long) SECTION.getVolatile(this);
    long begin = System.nanoTime();
    while ((seen & 1) == 1 && seen == (long) SECTION.getVolatile(this)) {
      long now = System.nanoTime();
      // After that time the guard is seen as it is: where it is free, no hit is under way, but a
      // stack overflow kept an earlier one from ending its section.
      if (now - deadline >= 0 || now - begin > MOMENT_NANOS && !(boolean) BUSY.getVolatile(this)) {
        return;
      }
      LockSupport.parkNanos(10_000);
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
      Thread current) {
    int words = Record.WORDS;
    if (note != null) {
      words += Chunk.words(note.bytes.length);
    }
    Chunk to = chunk;
    if (to == null || to == sealed || to.tail() + words > Chunk.WORDS) {
      to = another(to);
      if (to == null) {
        drop();
        return;
      }
    }
    int at = to.tail();
    Record.write(to, at, arm, waiter, note, Threads.id(current), System.nanoTime());
    if (note != null) {
      to.putBytes(at + Record.WORDS, note.bytes, 0, note.bytes.length);
    }
    to.put(at, Record.header(site, phase, term));
    to.publish(at + words);
  }

  private @Nullable Chunk another(@Nullable Chunk old) {
    Chunk fresh = Tables.POOL.take();
    if (fresh != null) {
      fresh.begin(Chunk.OWN, number, ++order, shard(), thread);
    }
    if (old != null && old != sealed) {
      if (fresh != null) {
        old.next = fresh;
        chunk = fresh;
      }
      return fresh;
    }
    chunk = fresh;
    sealed = null;
    if (fresh != null) {
      // Last: from here on the scribe may read it, and seal it.
      head = fresh;
    }
    return fresh;
  }

  @Override
  boolean peek() {
    Chunk from = reading;
    if (position < published && from != null) {
      // Known from the last look: the writer's tail is not touched for each record.
      headNanos = Record.nanos(from, position);
      return true;
    }
    if (from == null) {
      // Once taken it is not left there: it may be another thread's chunk by the next look.
      from = head;
      if (from != null) {
        head = null;
        begin(from);
      }
    }
    while (from != null) {
      // Next first: what was published before the writer went on is then seen.
      Chunk next = from.next;
      published = from.published();
      if (position < published) {
        headNanos = Record.nanos(from, position);
        return true;
      }
      if (next == null) {
        // A writer that saw the seal goes on at the head: what is there must not wait for tidy.
        if (sealedIn == 0 || !isSealedOff(from)) {
          return false;
        }
        begin(null);
        Tables.POOL.retire(from);
        from = head;
        if (from != null) {
          head = null;
          begin(from);
        }
        continue;
      }
      if (sealedIn != 0) {
        // The writer went on before it saw the seal, and may be given this chunk again.
        sealed = null;
      }
      begin(next);
      Tables.POOL.retire(from);
      from = next;
    }
    return false;
  }

  private void begin(@Nullable Chunk chunk) {
    reading = chunk;
    position = Chunk.HEADER;
    published = Chunk.HEADER;
    sealedIn = 0;
  }

  @Override
  void take(Record into) {
    Chunk from = reading;
    if (from != null) {
      into.read(from, position, this, null);
      position += Record.WORDS + Chunk.words(Record.noteLength(from, position));
      lastTaken = into.nanos;
    }
  }

  @Override
  void tidy(long now) {
    Chunk from = reading;
    if (from == null) {
      return;
    }
    if (sealedIn == 0) {
      if (now - lastTaken < IDLE_NANOS && !Tables.POOL.isScarce()) {
        return;
      }
      sealed = from;
      sealedIn = (long) SECTION.getVolatile(this) | 1;
    }
    if (isSealedOff(from)) {
      begin(null);
      Tables.POOL.retire(from);
    }
  }

  /** Whether the sealed chunk has been read to its end and its writer does not come back to it. */
  private boolean isSealedOff(Chunk from) {
    // Sections are odd while open. One that was open when the seal was set may still write; all
    // later ones see the seal.
    boolean over = (long) SECTION.getVolatile(this) != sealedIn;
    return over && from.next == null && position >= from.published();
  }

  @Override
  boolean isFinished() {
    if (control) {
      return false;
    }
    Thread owner = thread;
    if (owner != null && owner.isAlive()) {
      return false;
    }
    if (peek() || hasUntoldDrops()) {
      return false;
    }
    Chunk last = reading;
    if (last != null) {
      begin(null);
      Tables.POOL.retire(last);
    }
    // The thread may have gone on in another chunk after the last one was sealed.
    if (head != null) {
      return false;
    }
    thread = null;
    return true;
  }
}
