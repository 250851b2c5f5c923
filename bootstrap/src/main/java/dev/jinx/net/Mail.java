package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Datagrams of one direction of a socket that are held back. Its lock is itself. */
final class Mail {
  /** Who changes the order of datagrams waits for others no longer than this, in nanoseconds. */
  private static final long PATIENCE = 200_000_000L;

  /** As a kernel's buffer: what is more is lost. */
  private static final int ROOM = 4 << 20;

  private static final Comparator<Letter> BY_TURN = new ByTurn();
  private static final Comparator<Letter> BY_DRAW = new ByDraw();

  private @Nullable PriorityQueue<Letter> letters;
  private @Nullable Map<Arm, Tally> tallies;
  private long turns;
  private long held;

  /** How many there are; for those who are not to wait. */
  private volatile int count;

  /** What an arm has done to this direction. */
  private static final class Tally {
    final List<Letter> window = new ArrayList<>(0);
    long free;
    long passed;
  }

  private static final class ByTurn implements Comparator<Letter> {
    @Override
    public int compare(Letter one, Letter other) {
      int order = Long.compare(one.goes - other.goes, 0);
      return order != 0 ? order : Long.compare(one.turn, other.turn);
    }
  }

  private static final class ByDraw implements Comparator<Letter> {
    @Override
    public int compare(Letter one, Letter other) {
      return Double.compare(one.draw, other.draw);
    }
  }

  /**
   * Takes a datagram that does not just pass, with its content.
   *
   * @return whether there was room; else it is lost
   */
  synchronized boolean add(Letter letter, long now) {
    letter.since = now;
    letter.due = now + letter.holds.total();
    Arm paced = letter.throttledBy;
    if (paced != null) {
      Tally tally = tally(paced);
      tally.free =
          (tally.free == 0 ? now : Math.max(tally.free, now))
              + (long) (letter.bytes * 1e9 / Math.max(1, letter.bytesPerSecond));
      letter.due = Math.max(letter.due, tally.free);
    }
    Arm shuffling = letter.reorderedBy;
    if (shuffling != null) {
      letter.due += PATIENCE;
    }
    letter.goes = now + letter.left(now);
    letter.turn = turns++;
    int times = letter.twiceBy == null ? 1 : 2;
    int fit = 0;
    while (fit < times && held + letter.bytes <= ROOM) {
      letters().add(letter);
      held += letter.bytes;
      fit++;
    }
    count = letters().size();
    if (fit > 0 && shuffling != null) {
      List<Letter> window = tally(shuffling).window;
      window.add(letter);
      if (window.size() >= letter.window) {
        shuffle(window, now);
      }
    }
    return fit == times;
  }

  private PriorityQueue<Letter> letters() {
    PriorityQueue<Letter> known = letters;
    if (known == null) {
      known = new PriorityQueue<>(11, BY_TURN);
      letters = known;
    }
    return known;
  }

  private Tally tally(Arm arm) {
    Map<Arm, Tally> known = tallies;
    if (known == null) {
      known = new IdentityHashMap<>(4);
      tallies = known;
    }
    Tally tally = known.get(arm);
    if (tally == null) {
      tally = new Tally();
      known.put(arm, tally);
    }
    return tally;
  }

  /** They go on at once, in the order of what was drawn for each. */
  private void shuffle(List<Letter> window, long now) {
    PriorityQueue<Letter> all = letters();
    window.sort(BY_DRAW);
    for (Letter letter : window) {
      int times = 0;
      while (all.remove(letter)) {
        times++;
      }
      letter.due = now;
      letter.goes = now + letter.left(now);
      letter.turn = turns++;
      for (; times > 0; times--) {
        all.add(letter);
      }
    }
    window.clear();
  }

  /** Whether so many bytes more pass under a limit. */
  synchronized boolean passes(Arm arm, int bytes, long most) {
    Tally tally = tally(arm);
    tally.passed += bytes;
    return tally.passed <= most;
  }

  /** Takes no lock. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Nanoseconds until the next one goes on; 0 or less for now, a long time for none. */
  synchronized long left(long now) {
    Letter first = letters == null ? null : letters.peek();
    return first == null ? Flow.LONGEST_WAIT : Math.min(Flow.LONGEST_WAIT, first.goes - now);
  }

  /** The next one that goes on now, or null. */
  synchronized @Nullable Letter next(long now) {
    Letter first = letters == null ? null : letters.peek();
    if (first == null || letters == null || first.goes - now > 0) {
      return null;
    }
    letters.remove();
    count = letters.size();
    held -= first.bytes;
    if (first.reorderedBy != null) {
      tally(first.reorderedBy).window.remove(first);
    }
    return first;
  }

  /** Arms have changed: what those held that have ended goes on, and what they counted is over. */
  synchronized void arrange(long now) {
    if (tallies != null) {
      for (Iterator<Arm> arms = tallies.keySet().iterator(); arms.hasNext(); ) {
        if (arms.next().isEnded()) {
          arms.remove();
        }
      }
    }
    if (letters != null) {
      List<Letter> all = new ArrayList<>(letters);
      letters.clear();
      for (Letter letter : all) {
        letter.goes = now + letter.left(now);
      }
      letters.addAll(all);
    }
  }

  /** Forgets all of them; answers them. */
  synchronized List<Letter> clear() {
    List<Letter> all = letters == null ? List.of() : new ArrayList<>(letters);
    letters = null;
    tallies = null;
    held = 0;
    count = 0;
    return all;
  }
}
