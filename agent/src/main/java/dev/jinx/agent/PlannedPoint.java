package dev.jinx.agent;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.instrumentation.Selector;

/** A point of the YAML or of a pack, read, and not yet declared. */
public final class PlannedPoint {
  final Declaration declaration;
  final Selector selector;
  final boolean enabled;
  final boolean oneShot;
  private final boolean sound;
  private final Section keys;

  PlannedPoint(
      Declaration declaration,
      Selector selector,
      boolean enabled,
      boolean oneShot,
      boolean sound,
      Section keys) {
    this.declaration = declaration;
    this.selector = selector;
    this.enabled = enabled;
    this.oneShot = oneShot;
    this.sound = sound;
    this.keys = keys;
  }

  /** Its keys, as far as they are written down somewhere. */
  Section keys() {
    return keys;
  }

  /** What it declares. */
  public Declaration declaration() {
    return declaration;
  }

  /** Its {@code method}. */
  public Selector selector() {
    return selector;
  }

  /** Whether all its keys could be read; else problems tell which could not. */
  public boolean isSound() {
    return sound;
  }

  /** Where the value of one of its keys begins: {@code jinx.yaml:7:13}. */
  public String place(String key) {
    return keys.place(key);
  }
}
