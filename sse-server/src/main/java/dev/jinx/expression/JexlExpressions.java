package dev.jinx.expression;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes conditions and captures of expressions in JEXL's syntax. For any number of threads. It
 * keeps no class of the application alive.
 */
public final class JexlExpressions implements Expressions {
  /** The most captures of one point. */
  public static final int MOST_CAPTURES = 16;

  private final Reach reach;

  /**
   * @param opener lets this package reflect on a class whose module is not open to it; called on
   *     the application's threads, once for each member that is not accessible otherwise
   */
  public JexlExpressions(Consumer<Class<?>> opener) {
    this.reach = new Reach(opener);
  }

  @Override
  public Condition condition(String text, boolean onConnections) throws ExpressionException {
    return read(text, onConnections);
  }

  @Override
  public Capture capture(Map<String, String> texts, boolean onConnections)
      throws ExpressionException {
    return readAll(texts, onConnections);
  }

  JexlCondition read(String text, boolean onConnections) throws ExpressionException {
    return new JexlCondition(text, term(new Source("", text), Variables.of(onConnections)));
  }

  JexlCapture readAll(Map<String, String> texts, boolean onConnections) throws ExpressionException {
    Variables variables = Variables.of(onConnections);
    Map<String, String> kept = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    Term[] terms = new Term[kept.size()];
    int i = 0;
    for (Map.Entry<String, String> entry : kept.entrySet()) {
      String name = entry.getKey();
      if (!Names.valid(name)) {
        throw new ExpressionException(name, 0, "'" + name + "' is no name: " + Names.RULE);
      }
      if (i == MOST_CAPTURES) {
        throw new ExpressionException(name, 0, "at most " + MOST_CAPTURES + " values are captured");
      }
      terms[i++] = term(new Source(name, entry.getValue()), variables);
    }
    return new JexlCapture(kept, terms);
  }

  private Term term(Source source, Variables variables) throws ExpressionException {
    try {
      return new Compiler(source, reach, variables).compile(Grammar.read(source));
    } catch (StackOverflowError e) {
      throw source.error(1, "nested too deeply");
    }
  }
}
