package dev.jinx.bootstrap;

import java.util.List;

/**
 * What an enabled point does at a hit: a chain of terms, {@code 5*off->25%*sleep(200ms)}, as in
 * FreeBSD's fail(9). A term that misses its draw, or has acted as often as it may, passes to the
 * next; past the last nothing happens. Immutable.
 */
public final class Terms {
  /** The terms of a point that is enabled without any. */
  public static final Terms OBSERVE =
      new Terms("observe", List.of(new Term(new Action.Observe(), 1, Term.ALWAYS)));

  private static final Effect[] SELF = {};

  private final String text;
  private final Term[] terms;
  private final boolean plain;
  private final boolean fits;
  private final boolean values;
  private final boolean holds;

  Terms(String text, List<Term> terms) {
    this.text = text;
    this.terms = terms.toArray(new Term[0]);
    boolean anyFits = false;
    boolean anyValues = false;
    boolean anyDraws = false;
    boolean anyHolds = false;
    for (Term term : terms) {
      anyFits |= term.action().isFitted();
      anyValues |= term.action().wantsValues();
      anyDraws |= term.action().draws();
      anyHolds |= term.action().parks() && term.action().takesOver();
    }
    this.plain = terms.size() == 1 && this.terms[0].isPlain() && !anyDraws;
    this.fits = anyFits;
    this.values = anyValues;
    this.holds = anyHolds;
  }

  /**
   * Reads terms.
   *
   * @throws TermsException with the column and what would be right
   */
  public static Terms parse(String text) throws TermsException {
    return new TermsParser(text).terms();
  }

  /**
   * Reads what a released thread is to do: one action of {@code continue throw return drop sleep
   * delay halt}.
   *
   * @throws TermsException with the column and what would be right
   */
  public static Terms parseOutcome(String text) throws TermsException {
    return new TermsParser(text).outcome();
  }

  /** The terms as they were written. */
  public String text() {
    return text;
  }

  /** How many terms there are; at least one. */
  public int size() {
    return terms.length;
  }

  /** The term with that number in the chain, from 0. */
  public Term term(int index) {
    return terms[index];
  }

  /** The action with that number in the chain, from 0. */
  public Action action(int index) {
    return terms[index].action();
  }

  /** Whether some action of the chain is written with that word. */
  public boolean has(String word) {
    for (Term term : terms) {
      if (term.action().word().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some action stops threads until they are let go. */
  boolean parks() {
    for (Term term : terms) {
      if (term.action().parks()) {
        return true;
      }
    }
    return false;
  }

  /** Whether some action takes calls from their threads. */
  boolean takesOver() {
    for (Term term : terms) {
      if (term.action().takesOver()) {
        return true;
      }
    }
    return false;
  }

  /** Whether some action takes calls from their threads and parks with them. */
  boolean holds() {
    return holds;
  }

  /** Whether each hit gets the one action, so that nothing has to be counted. */
  boolean isPlain() {
    return plain;
  }

  /** Whether each hit is published, and nothing is done. */
  boolean onlyObserve() {
    return plain && terms[0].action().isInstant() && !terms[0].action().isSilent();
  }

  /** Whether what some action does depends on the place. */
  boolean isFitted() {
    return fits;
  }

  /** Whether some action wants the hit's values. */
  boolean wantsValues() {
    return values;
  }

  /**
   * Checks that every action can act there.
   *
   * @throws MisfitException for the first that cannot
   */
  public void check(Place place) throws MisfitException {
    if (fits) {
      fit(place);
    }
  }

  /** What each action does there. */
  Effect[] fit(Place place) throws MisfitException {
    if (!fits) {
      return SELF;
    }
    Effect[] effects = new Effect[terms.length];
    for (int i = 0; i < effects.length; i++) {
      effects[i] = terms[i].action().fit(place);
    }
    return effects;
  }
}
