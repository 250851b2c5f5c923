package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far an arm has come in its terms: what each term has drawn, and how often it has acted. Exact
 * whatever the number of threads, and without locks.
 *
 * <p>Draw k of a term is a function of the arm's seed, the term's place and k alone, so that the
 * same seed gives the same sequence.
 */
final class Chain {
  /** No term acts. */
  static final int NOTHING = -1;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Terms terms;
  private final long seed;

  // For each term: how often it has acted, drawn, and drawn a time.
  private final AtomicLongArray counts;

  Chain(Terms terms, long seed) {
    this.terms = terms;
    this.seed = seed;
    this.counts = new AtomicLongArray(terms.size() * 3);
  }

  /** The term that the next hit gets, or {@link #NOTHING}. */
  int next() {
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.term(i);
      if (term.isPlain()) {
        return i;
      }
      // One that has acted often enough draws no more.
      if ((term.count() == Term.ALWAYS || counts.get(i * 3) < term.count())
          && (term.chance() >= 1 || draw(i, 1) < term.chance())
          && (term.count() == Term.ALWAYS || claim(i, term.count()))) {
        return i;
      }
    }
    return NOTHING;
  }

  /** Whether every action has acted as often as it may, so that further hits do nothing. */
  boolean isExhausted() {
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.term(i);
      boolean off = term.action().isSilent();
      if (term.isPlain() && off) {
        return true;
      }
      boolean left = term.count() == Term.ALWAYS || counts.get(i * 3) < term.count();
      if (left && (!off || term.count() != Term.ALWAYS)) {
        return false;
      }
    }
    return true;
  }

  private boolean claim(int term, int count) {
    int at = term * 3;
    for (long acted = counts.get(at); acted < count; acted = counts.get(at)) {
      if (counts.compareAndSet(at, acted, acted + 1)) {
        return true;
      }
    }
    return false;
  }

  /** A number from 0 to 1, 1 excluded, for the length of a term's time. */
  double drawTime(int term) {
    return draw(term, 2);
  }

  private double draw(int term, int what) {
    long k = counts.getAndIncrement(term * 3 + what);
    return (mix(mix(seed, term * 3L + what), k) >>> 11) * 0x1.0p-53;
  }

  /** SplitMix64, by Steele, Lea and Flood. */
  private static long mix(long seed, long k) {
    long z = seed + GOLDEN * (k + 1);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
