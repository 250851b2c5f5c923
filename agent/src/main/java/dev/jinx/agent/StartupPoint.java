package dev.jinx.agent;

import java.util.Map;

/** An element of {@code error_injections_at_startup}. */
public final class StartupPoint {
  final String name;
  final boolean oneShot;
  final Map<String, String> parameters;

  final String where;

  StartupPoint(String name, boolean oneShot, Map<String, String> parameters, String where) {
    this.name = name;
    this.oneShot = oneShot;
    this.parameters = parameters;
    this.where = where;
  }

  /** The name of a point, which may be declared elsewhere. */
  public String name() {
    return name;
  }

  /** Where it stands: {@code jinx.yaml:3:5}. */
  public String place() {
    return where;
  }
}
