package dev.jinx.control;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Weaver;
import dev.jinx.expression.JexlExpressions;
import java.util.Map;

/** Reads expressions with a library that is loaded when the first of them comes. */
public final class LateExpressions implements Expressions {
  /** Initialized, and with it the library loaded, at the first use. */
  private static final class Holder {
    static final Expressions REAL = new JexlExpressions(Holder::open);

    private static void open(Class<?> type) {
      Weaver weaver = Reach.weaver();
      if (weaver != null) {
        weaver.open(type);
      }
    }
  }

  @Override
  public Condition condition(String text, boolean onConnections) throws ExpressionException {
    return Holder.REAL.condition(text, onConnections);
  }

  @Override
  public Capture capture(Map<String, String> texts, boolean onConnections)
      throws ExpressionException {
    return Holder.REAL.capture(texts, onConnections);
  }
}
