package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.HitView;
import java.util.function.Consumer;

/** A condition that lets a test look at each hit, and always holds. */
final class Seeing implements Condition {
  private final Consumer<HitView> look;

  private Seeing(Consumer<HitView> look) {
    this.look = look;
  }

  static Condition condition(Consumer<HitView> look) {
    return new Seeing(look);
  }

  @Override
  public String text() {
    return "true";
  }

  @Override
  public boolean holds(HitView hit) {
    look.accept(hit);
    return true;
  }
}
