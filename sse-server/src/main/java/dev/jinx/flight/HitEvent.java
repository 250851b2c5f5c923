package dev.jinx.flight;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A thread reached an enabled point. */
@Name("dev.jinx.Hit")
@Label("Hit")
@Description("A thread reached an enabled injection point")
final class HitEvent extends PointEvent {
  @Label("Captured")
  @Description("What was captured, in JSON")
  @Nullable String captured;
}
