package dev.jinx.bootstrap;

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

  /**
   * Forgets arms that ended and hold no thread. To be called when the scribe has taken in every
   * record published before now, with the lock of {@link Arming} held.
   */
  static void sweep() {
    @Nullable Arm[] now = all;
    for (int i = 0; i < now.length; i++) {
      Arm arm = now[i];
      if (arm != null && arm.isEnded() && arm.isEmpty()) {
        now[i] = null;
      }
    }
  }
}
