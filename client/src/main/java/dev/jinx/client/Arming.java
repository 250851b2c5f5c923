package dev.jinx.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to arm a point, immutable: {@code Arming.of("pause(30s)").oneShot().parameter("why", "x")}.
 *
 * @param action the terms; null for the action that is declared, else {@code observe}
 * @param once whether the first action is the last
 * @param condition an expression that must hold, or null
 * @param seed makes draws repeatable; null lets the agent choose
 * @param parameters handed to the action and told in events
 */
public record Arming(
    @Nullable String action,
    boolean once,
    @Nullable String condition,
    @Nullable Long seed,
    Map<String, String> parameters) {

  /** Copies the parameters, in their order. */
  public Arming {
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** With the action that the point declares, else {@code observe}. */
  public static Arming asDeclared() {
    return new Arming(null, false, null, null, Map.of());
  }

  /** With these terms. */
  public static Arming of(String terms) {
    return new Arming(terms, false, null, null, Map.of());
  }

  /** Acts once in the JVM's life, then no more. */
  public Arming oneShot() {
    return new Arming(action, true, condition, seed, parameters);
  }

  /** Acts only where the expression holds. */
  public Arming when(String expression) {
    return new Arming(action, once, expression, seed, parameters);
  }

  /** Draws as every arm with that seed does. */
  public Arming seed(long value) {
    return new Arming(action, once, condition, value, parameters);
  }

  /** With one more parameter. */
  public Arming parameter(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new Arming(action, once, condition, seed, more);
  }

  /** With these parameters, too. */
  public Arming parameters(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(more);
    return new Arming(action, once, condition, seed, all);
  }
}
