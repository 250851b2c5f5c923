package dev.jinx.control;

import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;

/** Reads the terms and conditions of requests; refuses what is wrong, too long or switched off. */
final class Texts {
  private final Allowed allowed;
  private final Expressions expressions;

  Texts(Allowed allowed, Expressions expressions) {
    this.allowed = allowed;
    this.expressions = expressions;
  }

  Terms terms(String text) throws RefusedException {
    Bounds.checkText("action", text);
    try {
      Terms terms = Terms.parse(text);
      allowed.check("action", terms);
      return terms;
    } catch (TermsException wrong) {
      throw new RefusedException("action", text, wrong.reason(), wrong.column());
    }
  }

  Condition condition(String text, boolean onConnections) throws RefusedException {
    Bounds.checkText("when", text);
    try {
      return expressions.condition(text, onConnections);
    } catch (ExpressionException wrong) {
      throw new RefusedException("when", text, wrong.reason(), wrong.column());
    }
  }
}
