package dev.jinx.client;

/** Events of one point behind some position. */
public final class Range extends Waits {
  private final Scope scope;

  Range(Scope scope) {
    this.scope = scope;
  }

  @Override
  Scope scope() {
    return scope;
  }
}
