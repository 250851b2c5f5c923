package dev.jinx.agent;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Weaver;
import java.io.File;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions by the hidden library, which is loaded when there is an expression: its classes
 * cost more than all else that runs before the application's main. For one thread.
 */
final class LateExpressions implements Expressions {
  static final String LIBRARY = "dev.jinx.expression.JexlExpressions";

  private final File jar;
  private @Nullable Expressions real;

  LateExpressions(File jar) {
    this.jar = jar;
  }

  @Override
  public Condition condition(String text, boolean onConnections) throws ExpressionException {
    return real("").condition(text, onConnections);
  }

  @Override
  public Capture capture(Map<String, String> texts, boolean onConnections)
      throws ExpressionException {
    return real(texts.keySet().iterator().next()).capture(texts, onConnections);
  }

  private Expressions real(String name) throws ExpressionException {
    Expressions known = real;
    if (known != null) {
      return known;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      JinxClassLoader loader = Isolated.loader(jar);
      Reach.letRead(loader.getUnnamedModule());
      // The library looks for its logging through it, and must not find the application's.
      thread.setContextClassLoader(loader);
      known =
          (Expressions)
              Class.forName(LIBRARY, true, loader)
                  .getConstructor(Consumer.class)
                  .newInstance(new Opener());
    } catch (Exception | LinkageError fault) {
      throw new ExpressionException(name, 0, "expressions cannot be read in this JVM: " + fault);
    } finally {
      thread.setContextClassLoader(before);
    }
    real = known;
    return known;
  }

  /** Lets expressions into what modules close. The weaver comes after the configuration. */
  private static final class Opener implements Consumer<Class<?>> {
    @Override
    public void accept(Class<?> type) {
      Weaver weaver = Reach.weaver();
      if (weaver != null) {
        weaver.open(type);
      }
    }
  }
}
