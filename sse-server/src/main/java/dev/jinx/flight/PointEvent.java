package dev.jinx.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What both events tell. The recorder's own field {@code eventThread} is the scribe. */
@Category("Jinx")
@StackTrace(false)
abstract class PointEvent extends Event {
  @Label("Point")
  @Nullable String point;

  @Label("Action")
  @Nullable String action;

  @Label("Method")
  @Description("Where the point stands")
  @Nullable String method;

  @Label("Arm")
  int arm;

  @Label("Hit")
  @Description("Which hit of the point")
  long hit;

  @Label("Id")
  @Description("The event in Jinx's own log")
  @Nullable String id;

  @Label("Thread")
  @Description("The thread that hit, if it is still there")
  @Nullable Thread thread;

  @Label("Thread Name")
  @Nullable String threadName;

  @Label("Thread Id")
  long threadId;

  @Label("Virtual")
  boolean virtual;
}
