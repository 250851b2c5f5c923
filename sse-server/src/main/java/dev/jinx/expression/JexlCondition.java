package dev.jinx.expression;

import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.HitView;

/** A condition that was read. */
final class JexlCondition implements Condition {
  private final String text;
  private final Term term;

  JexlCondition(String text, Term term) {
    this.text = text;
    this.term = term;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean holds(HitView hit) throws Failure {
    return holds(new HitValues(hit));
  }

  boolean holds(Values values) throws Failure {
    try {
      return Operators.truth(term.value(values), "the condition");
    } catch (Failure e) {
      throw e;
    } catch (Throwable e) {
      // Whatever the application's own code throws, errors too: it must not leave by the hook.
      throw new Failure("threw " + Failure.of(e));
    }
  }
}
