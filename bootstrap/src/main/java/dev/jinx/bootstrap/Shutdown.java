package dev.jinx.bootstrap;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs when the JVM ends, after all shutdown hooks of the application: points in those hooks
 * still need their server.
 *
 * <p>The JVM runs its own hooks in the order of numbered slots; those of the application share one
 * of the first. A high slot is free, and is filled through an internal interface of the JDK, which
 * the agent opens to this class first. It is reached by reflection, because a class compiled for
 * Java 17 cannot name it.
 */
public final class Shutdown {
  /** Slots that the JDK itself uses are 0 to 2; there are ten. */
  private static final int[] SLOTS = {7, 8, 6, 9};

  private static final List<Runnable> WORK = new ArrayList<>();
  private static boolean registered;

  private Shutdown() {}

  /**
   * Runs the work when the JVM ends, after the application's own shutdown hooks; what was given
   * later runs earlier. Where the JDK does not let us, an ordinary hook runs it, beside the
   * application's, and a line says so. Not run at all when the JVM is killed or halted, or when it
   * is ending already.
   */
  public static void last(Runnable work) {
    synchronized (WORK) {
      WORK.add(work);
      if (registered) {
        return;
      }
      registered = true;
    }
    register(new All());
  }

  private static void register(Runnable all) {
    String refused = null;
    for (int slot : SLOTS) {
      refused = takeSlot(slot, all);
      if (refused == null) {
        return;
      }
    }
    try {
      Runtime.getRuntime().addShutdownHook(AgentThreads.create("jinx-shutdown", all));
      Say.now(
          "the server closes beside the application's shutdown hooks, not after them, so that hits"
              + " in those hooks may not be seen: "
              + refused);
    } catch (IllegalStateException ending) {
      // The JVM ends already: whatever is open ends with it.
      return;
    }
  }

  /** Null where the slot is ours now, else why not. */
  private static @Nullable String takeSlot(int slot, Runnable all) {
    try {
      Object access =
          Class.forName("jdk.internal.access.SharedSecrets")
              .getMethod("getJavaLangAccess")
              .invoke(null);
      Class.forName("jdk.internal.access.JavaLangAccess")
          .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class)
          .invoke(access, slot, true, all);
      return null;
    } catch (InvocationTargetException taken) {
      return String.valueOf(taken.getCause());
    } catch (ReflectiveOperationException | LinkageError closed) {
      return closed.toString();
    }
  }

  /** All that was given, the latest first. */
  private static final class All implements Runnable {
    @Override
    public void run() {
      Runnable[] work;
      synchronized (WORK) {
        work = WORK.toArray(new Runnable[0]);
      }
      for (int i = work.length - 1; i >= 0; i--) {
        try {
          work[i].run();
        } catch (Throwable failed) {
          Say.now("closing at shutdown failed: " + failed);
        }
      }
    }
  }
}
