package dev.jinx.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of an expression, for one evaluation on one thread. */
interface Values {
  @Nullable Object self();

  @Nullable Object[] args();

  @Nullable Object result();

  @Nullable Throwable exception();

  Thread thread();

  long hit();

  Map<String, String> parameters();

  String point();

  Locals locals();

  /** A fact of what a connection carries, by name; null at points in methods. */
  @Nullable Object fact(String name);

  /** The stack, the woven method first. */
  Frames stack();

  /** The method that called the woven one; null where no Java code did. */
  @Nullable String caller();

  /** The methods that called it, the nearest first. */
  Frames callers();
}
