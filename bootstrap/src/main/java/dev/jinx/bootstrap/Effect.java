package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** What an action does at one place, after the hit was published. */
interface Effect {
  /**
   * Does it, on the application's thread, with no lock held and inside no section, so that it holds
   * up neither other threads nor a disable.
   *
   * @return null to go on with the method
   * @throws Throwable what the action is there to throw into the application
   */
  @Nullable Replacement act(Turn turn) throws Throwable;
}
