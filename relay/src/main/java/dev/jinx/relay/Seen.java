package dev.jinx.relay;

import dev.jinx.client.Cursor;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one node were given out: a grow-only set of (boot, seq), kept as what is missing
 * from it, so that it stays small while the topic is in order. For one thread.
 *
 * <p>It relies on no order: an event that comes behind a later one is found new, too. Of very many
 * holes in one life it forgets the oldest, and then takes what may still come there for a repeat.
 */
final class Seen {
  private static final int HOLES = 10_000;

  private final NavigableMap<Long, Life> lives = new TreeMap<>();
  private final Set<Cursor> lostEnds = new HashSet<>();
  private final @Nullable Cursor since;
  private @Nullable Cursor furthest;

  /** One boot: all numbers up to the top are in the set, without those that are missing. */
  private static final class Life {
    private final NavigableMap<Long, Long> missing = new TreeMap<>(); // first to last
    private long top;

    Life(long top) {
      this.top = top;
    }
  }

  /** A set in which everything up to a position is; with null, nothing is. */
  Seen(@Nullable Cursor since) {
    this.since = since;
    this.furthest = since;
    if (since != null) {
      lives.put(since.boot(), new Life(since.seq()));
    }
  }

  /** What an event that came means. */
  enum Verdict {
    /** In the set already. */
    REPEATED,
    /** New. */
    NEW,
    /** New, and events before it are missing of which nothing was told. */
    NEW_BEHIND_HOLE
  }

  /** The last position before a new event: where a hole begins. */
  @Nullable Cursor furthest() {
    return furthest;
  }

  /** Adds an event. */
  Verdict add(Cursor event) {
    if (since != null && event.boot() < since.boot()) {
      return Verdict.REPEATED;
    }
    Life life = lives.computeIfAbsent(event.boot(), boot -> new Life(0));
    long seq = event.seq();
    if (seq <= life.top) {
      return fill(life, seq) ? Verdict.NEW : Verdict.REPEATED;
    }
    boolean hole = seq > life.top + 1;
    boolean further = furthest == null || event.isAfter(furthest);
    boolean told = !hole || furthest == null || !further;
    extend(life, seq - 1);
    life.top = seq;
    furthest = further ? event : furthest;
    return told ? Verdict.NEW : Verdict.NEW_BEHIND_HOLE;
  }

  /**
   * Takes a notice that everything up to a position is lost. Should some of it come nevertheless,
   * it is new.
   *
   * @return whether that is news
   */
  boolean addNotice(Cursor to) {
    Life life = lives.get(to.boot());
    boolean covered = since != null && to.boot() < since.boot();
    if (covered || (life != null && to.seq() <= life.top)) {
      return false;
    }
    if (life == null) {
      life = new Life(0);
      lives.put(to.boot(), life);
    }
    extend(life, to.seq());
    if (furthest == null || to.isAfter(furthest)) {
      furthest = to;
    }
    return true;
  }

  /**
   * Takes a notice that nobody knows how much is lost, as of a life whose end its node has lost: it
   * may stand before events that are here.
   *
   * @return whether that is news
   */
  boolean addLostEnd(Cursor to) {
    return (since == null || to.isAfter(since)) && lostEnds.add(to);
  }

  /** Moves the top to there; what lies between is missing. */
  private static void extend(Life life, long last) {
    if (last > life.top) {
      Map.Entry<Long, Long> before = life.missing.lastEntry();
      boolean joins = before != null && before.getValue() == life.top;
      life.missing.put(joins ? before.getKey() : life.top + 1, last);
      life.top = last;
      if (life.missing.size() > HOLES) {
        life.missing.pollFirstEntry();
      }
    }
  }

  /** Takes one number out of what is missing. */
  private static boolean fill(Life life, long seq) {
    Map.Entry<Long, Long> hole = life.missing.floorEntry(seq);
    if (hole == null || hole.getValue() < seq) {
      return false;
    }
    life.missing.remove(hole.getKey());
    if (hole.getKey() < seq) {
      life.missing.put(hole.getKey(), seq - 1);
    }
    if (hole.getValue() > seq) {
      life.missing.put(seq + 1, hole.getValue());
    }
    return true;
  }
}
