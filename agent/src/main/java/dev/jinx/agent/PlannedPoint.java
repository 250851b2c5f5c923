package dev.jinx.agent;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.instrumentation.Selector;

/** A point of the YAML, read, and not yet declared. */
public final class PlannedPoint {
  final Declaration declaration;
  final Selector selector;
  final boolean enabled;
  final boolean oneShot;
  private final Section keys;

  PlannedPoint(
      Declaration declaration,
      Selector selector,
      boolean enabled,
      boolean oneShot,
      Section keys) {
    this.declaration = declaration;
    this.selector = selector;
    this.enabled = enabled;
    this.oneShot = oneShot;
    this.keys = keys;
  }

  /** What it declares. */
  public Declaration declaration() {
    return declaration;
  }

  /** Its {@code method}. */
  public Selector selector() {
    return selector;
  }

  /** Where the value of one of its keys begins: {@code jinx.yaml:7:13}. */
  public String place(String key) {
    return keys.place(key);
  }
}
