package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** One acting of an action: for which arm and term, and with what at hand. */
final class Turn {
  final Arm arm;
  final int term;

  /** The entry among the parked ones, where the action parks. */
  final @Nullable Waiter waiter;

  /** The hit's values, where the arm looks at them. */
  final @Nullable HitView view;

  Turn(Arm arm, int term, @Nullable Waiter waiter, @Nullable HitView view) {
    this.arm = arm;
    this.term = term;
    this.waiter = waiter;
    this.view = view;
  }
}
