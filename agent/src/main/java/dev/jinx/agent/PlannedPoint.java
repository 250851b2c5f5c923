package dev.jinx.agent;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.instrumentation.Selector;

/** A point of the YAML, checked, and not yet declared. */
final class PlannedPoint {
  final Declaration declaration;
  final Selector selector;
  final boolean enabled;
  final boolean oneShot;

  PlannedPoint(Declaration declaration, Selector selector, boolean enabled, boolean oneShot) {
    this.declaration = declaration;
    this.selector = selector;
    this.enabled = enabled;
    this.oneShot = oneShot;
  }
}
