package dev.jinx.server;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.HitView;
import java.util.Map;

final class TestExpressions implements Expressions {
  @Override
  public Condition condition(String text) throws ExpressionException {
    throw new ExpressionException("", 3, "no");
  }

  @Override
  public Capture capture(Map<String, String> texts) throws ExpressionException {
    throw new ExpressionException("x", 1, "no");
  }
}
