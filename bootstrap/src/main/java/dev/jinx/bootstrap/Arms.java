package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All arms by the number that stands in the rings' records, from which the scribe finds them. A
 * number is used again only when no record can name it any more.
 *
 * <p>Written under the lock of {@link Arming}; read by the scribe.
 */
public final class Arms {
  private static volatile @Nullable Arm[] all = new Arm[16];

  private Arms() {}

  /** The arm of that number. */
  public static @Nullable Arm at(int index) {
    @Nullable Arm[] now = all;
    return index < now.length ? now[index] : null;
  }

  static int free() {
    @Nullable Arm[] now = all;
    for (int i = 0; i < now.length; i++) {
      if (now[i] == null) {
        return i;
      }
    }
    @Nullable Arm[] grown = new Arm[now.length * 2];
    System.arraycopy(now, 0, grown, 0, now.length);
    all = grown;
    return now.length;
  }

  static void put(Arm arm) {
    all[arm.index()] = arm;
  }

  /** Forgets arms that ended and hold no thread, once their records have been taken in. */
  static void sweep(Runnable takeIn) {
    List<Arm> done = new ArrayList<>();
    for (Arm arm : all) {
      if (arm != null && arm.isEnded() && arm.isEmpty()) {
        done.add(arm);
      }
    }
    if (!done.isEmpty()) {
      // An arm without threads publishes nothing any more: what it published is taken in now.
      takeIn.run();
      for (Arm arm : done) {
        all[arm.index()] = null;
        Definitions.forget(arm.index());
      }
    }
  }
}
