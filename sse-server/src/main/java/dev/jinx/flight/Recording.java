package dev.jinx.flight;

import jdk.jfr.FlightRecorder;

/** Whether there is something to fill in. Only to be touched where there is a recorder. */
final class Recording {
  private Recording() {}

  /** Whether anything has recorded in this JVM yet; asks one field of one class. */
  static boolean isOn() {
    return FlightRecorder.isInitialized();
  }
}
