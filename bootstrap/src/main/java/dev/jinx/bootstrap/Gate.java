package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What stands at a site that belongs to no declared point: it sees every call that passes there and
 * decides which points are hit. The JDK's network classes are woven with gates, because what a
 * point means there is a connection and not a method.
 */
public interface Gate {
  /**
   * Whether calls on that object have to be looked at: asked before a call's values are boxed, so
   * it has to be cheap. It throws nothing.
   *
   * @param self the first of the values: {@code this}
   */
  default boolean concerns(@Nullable Object self) {
    return true;
  }

  /**
   * Looks at a call, on the application's thread.
   *
   * @param values {@code this}, then the arguments
   * @return null to go on, else a {@link Replacement}
   * @throws Throwable only what an armed action is there to throw
   */
  @Nullable Object pass(@Nullable Object[] values) throws Throwable;
}
