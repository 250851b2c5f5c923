package dev.jinx.agent;

import dev.jinx.bootstrap.Terms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A point that {@code error_injections_at_startup} or the option {@code enable} names. */
public final class StartupPoint {
  final String name;
  final boolean oneShot;
  final Map<String, String> parameters;

  /** In place of the declared ones, or null. */
  final @Nullable Terms terms;

  final String where;

  StartupPoint(
      String name,
      boolean oneShot,
      Map<String, String> parameters,
      @Nullable Terms terms,
      String where) {
    this.name = name;
    this.oneShot = oneShot;
    this.parameters = parameters;
    this.terms = terms;
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
