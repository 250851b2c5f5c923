package dev.jinx.client;

import java.time.Duration;

/** Times in words. */
final class Words {
  private Words() {}

  static String of(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
