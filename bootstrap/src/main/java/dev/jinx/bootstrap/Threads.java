package dev.jinx.bootstrap;

import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Threads, and the tables that they have. A platform thread has one of its own. Virtual threads
 * share {@value #STRIPES}: a hundred thousand of them must not cost a hundred thousand rings.
 */
public final class Threads {
  private static final int STRIPES = 16;

  private static final @Nullable Class<?> VIRTUAL = virtualThreadClass();
  private static final ThreadLocal<ThreadTable> OWN = new ThreadLocal<>();
  private static final AtomicReferenceArray<ThreadTable> SHARED =
      new AtomicReferenceArray<>(STRIPES);
  private static final AtomicInteger SHARDS = new AtomicInteger(1);

  private Threads() {}

  /** The table of that thread, which must be the current one. */
  static ThreadTable table(Thread thread) {
    if (isVirtual(thread)) {
      return shared((int) (id(thread) & (STRIPES - 1)));
    }
    ThreadTable table = OWN.get();
    if (table == null) {
      table = thread instanceof ForkJoinWorkerThread ? Tables.find(thread) : null;
      if (table == null) {
        table = Tables.register(new OwnTable(nextShard(), thread));
      }
      OWN.set(table);
    }
    return table;
  }

  private static ThreadTable shared(int stripe) {
    ThreadTable table = SHARED.get(stripe);
    if (table == null) {
      SharedTable fresh = new SharedTable(nextShard());
      if (SHARED.compareAndSet(stripe, null, fresh)) {
        return Tables.register(fresh);
      }
      fresh.discard();
      table = SHARED.get(stripe);
    }
    return table;
  }

  private static int nextShard() {
    Integer number = Tables.freeShard();
    return number == null ? SHARDS.getAndIncrement() : number;
  }

  /** Whether it is a virtual thread; false where the JDK has none. */
  public static boolean isVirtual(Thread thread) {
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  private static @Nullable Class<?> virtualThreadClass() {
    try {
      return Class.forName("java.lang.BaseVirtualThread");
    } catch (ClassNotFoundException olderThan21) {
      return null;
    }
  }

  /** The thread's number. */
  @SuppressWarnings("deprecation") // threadId() came with JDK 19
  public static long id(Thread thread) {
    return thread.getId();
  }

  /** Whether the current thread is one of the agent's, or inside a hook. Only looks. */
  public static boolean isInside() {
    Thread thread = Thread.currentThread();
    return table(thread).isBusy(thread);
  }

  /**
   * Marks the current thread as working for the agent: until {@link #leaveAgent} it hits no point.
   *
   * @return whether it was not marked before; to be handed to {@link #leaveAgent}
   */
  public static boolean enterAgent() {
    Thread thread = Thread.currentThread();
    ThreadTable table = table(thread);
    if (!table.claim(thread)) {
      return false;
    }
    table.hold(thread);
    return true;
  }

  /** Ends {@link #enterAgent}. */
  public static void leaveAgent(boolean entered) {
    if (entered) {
      Thread thread = Thread.currentThread();
      table(thread).free(thread);
    }
  }
}
