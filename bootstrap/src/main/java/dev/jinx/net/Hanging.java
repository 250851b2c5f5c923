package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arms that have something hang until they end. */
final class Hanging {
  private static final Arm[] NONE = {};

  private volatile Arm[] arms = NONE;

  synchronized void add(Arm arm) {
    List<Arm> live = new ArrayList<>();
    for (Arm by : arms) {
      if (!by.isEnded() && by != arm) {
        live.add(by);
      }
    }
    live.add(arm);
    arms = live.toArray(NONE);
  }

  /** One that has not ended, or null. */
  @Nullable Arm by() {
    for (Arm by : arms) {
      if (!by.isEnded()) {
        return by;
      }
    }
    return null;
  }
}
