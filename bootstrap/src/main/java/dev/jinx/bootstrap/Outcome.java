package dev.jinx.bootstrap;

/** What a released thread is to do, as decided when it was released. Immutable. */
final class Outcome {
  private final String text;
  private final Effect effect;

  Outcome(String text, Effect effect) {
    this.text = text;
    this.effect = effect;
  }

  String text() {
    return text;
  }

  Effect effect() {
    return effect;
  }
}
