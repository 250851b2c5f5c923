package dev.jinx.flight;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A point held a thread, from its arrival to its going on. */
@Name("dev.jinx.Park")
@Label("Park")
@Description("An injection point held a thread")
final class ParkEvent extends PointEvent {
  @Label("Ending")
  @Description("released, expired or disabled")
  @Nullable String ending;

  @Label("Reason")
  @Description("The outcome, or why the arm ended")
  @Nullable String reason;
}
