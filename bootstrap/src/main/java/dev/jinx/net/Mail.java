package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Datagrams of one direction of a socket that are held back. Its lock is itself. */
final class Mail {
  /** Who changes the order of datagrams waits for others no longer than this, in nanoseconds. */
  private static final long PATIENCE = 200_000_000L;

  /** As a kernel's buffer: what is more is lost. */
  private static final int ROOM = 4 << 20;

  private final List<Letter> letters = new ArrayList<>();
  private final Map<Arm, List<Letter>> windows = new IdentityHashMap<>();
  private final Map<Arm, Random> random = new IdentityHashMap<>();
  private final Map<Arm, long[]> free = new IdentityHashMap<>();
  private final Map<Arm, long[]> passed = new IdentityHashMap<>();
  private long held;

  /** Takes a datagram that does not just pass, with its content. */
  synchronized void add(Letter letter, long now) {
    letter.since = now;
    letter.due = now + letter.holds.total();
    Arm paced = letter.throttledBy;
    if (paced != null) {
      long[] next = count(free, paced);
      next[0] =
          Math.max(next[0], now) + (long) (letter.bytes * 1e9 / Math.max(1, letter.bytesPerSecond));
      letter.due = Math.max(letter.due, next[0]);
    }
    for (int i = letter.twice ? 2 : 1; i > 0 && held + letter.bytes <= ROOM; i--) {
      letters.add(letter);
      held += letter.bytes;
    }
    Arm shuffling = letter.reorderedBy;
    if (shuffling != null) {
      letter.due += PATIENCE;
      List<Letter> window = windows.get(shuffling);
      if (window == null) {
        window = new ArrayList<>();
        windows.put(shuffling, window);
      }
      window.add(letter);
      if (window.size() >= letter.window) {
        shuffle(shuffling, window, now);
      }
    }
  }

  private static long[] count(Map<Arm, long[]> counts, Arm arm) {
    long[] count = counts.get(arm);
    if (count == null) {
      count = new long[1];
      counts.put(arm, count);
    }
    return count;
  }

  /** They go on at once, in an order that the arm's seed decides. */
  private void shuffle(Arm arm, List<Letter> window, long now) {
    Random draws = random.get(arm);
    if (draws == null) {
      draws = new Random(arm.seed());
      random.put(arm, draws);
    }
    Collections.shuffle(window, draws);
    for (Letter letter : window) {
      letter.due = now;
      if (letters.remove(letter)) {
        letters.add(letter);
      }
    }
    window.clear();
  }

  /** Whether so many bytes more pass under a limit. */
  synchronized boolean passes(Arm arm, int bytes, long most) {
    long[] sum = count(passed, arm);
    sum[0] += bytes;
    return sum[0] <= most;
  }

  synchronized boolean isEmpty() {
    return letters.isEmpty();
  }

  /** Nanoseconds until the next one goes on; 0 or less for now, a long time for none. */
  synchronized long left(long now) {
    long least = Flow.LONGEST_WAIT;
    for (Letter letter : letters) {
      least = Math.min(least, letter.left(now));
    }
    return least;
  }

  /** The next one that goes on now, or null. */
  synchronized @Nullable Letter next(long now) {
    int best = -1;
    for (int i = 0; i < letters.size(); i++) {
      Letter letter = letters.get(i);
      if (letter.left(now) <= 0 && (best < 0 || letter.due < letters.get(best).due)) {
        best = i;
      }
    }
    if (best < 0) {
      return null;
    }
    Letter letter = letters.remove(best);
    held -= letter.bytes;
    List<Letter> window = letter.reorderedBy == null ? null : windows.get(letter.reorderedBy);
    if (window != null) {
      window.remove(letter);
    }
    return letter;
  }

  /** Forgets what was counted under arms that have ended. */
  synchronized void forgetEnded() {
    forgetEnded(windows);
    forgetEnded(random);
    forgetEnded(free);
    forgetEnded(passed);
  }

  private static void forgetEnded(Map<Arm, ?> map) {
    for (Iterator<Arm> arms = map.keySet().iterator(); arms.hasNext(); ) {
      if (arms.next().isEnded()) {
        arms.remove();
      }
    }
  }

  synchronized void clear() {
    letters.clear();
    windows.clear();
    held = 0;
  }
}
