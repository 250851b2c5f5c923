package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** A message that came before the thread that it lets go. Immutable. */
final class Kept {
  /** Lets it go on. */
  static final Kept CONTINUE = new Kept(null);

  private final @Nullable Terms outcome;

  /**
   * @param outcome what the thread shall do, or null to go on
   */
  Kept(@Nullable Terms outcome) {
    this.outcome = outcome;
  }

  /** What that thread shall do; null to go on, also where the outcome does not fit its place. */
  @Nullable Outcome outcome(Waiter waiter) {
    try {
      return of(outcome, waiter);
    } catch (MisfitException elsewhere) {
      waiter.arm().tellError("the outcome that was kept: " + elsewhere.reason());
    } catch (Throwable fault) {
      // On the application's thread, whose loader was asked.
      Faults.count("fitting an outcome that was kept", fault);
    }
    return null;
  }

  static @Nullable Outcome of(@Nullable Terms terms, Waiter waiter) throws MisfitException {
    if (terms == null) {
      return null;
    }
    Action action = terms.action(0);
    return new Outcome(terms.text(), action.fit(waiter.place()));
  }
}
