package dev.jinx.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a point is that the other JVM shall have from now on, immutable: {@code
 * Declaration.of("resize", "com.acme.Store#resize").at("exit").capture("size", "result")}.
 *
 * @param name the point's name, {@code [A-Za-z0-9._-]{1,128}}
 * @param method the selector, such as {@code com.acme.Store#commit(long)}
 * @param position {@code exit}, {@code throw}, {@code line 42}, ...; null for the entry
 * @param action the terms of an arm that brings none; null for {@code observe}
 * @param condition the condition of an arm that brings none, or null
 * @param captures expressions by name, whose values go into events
 * @param parameters the parameters of an arm that brings none
 * @param kept whether it outlives the connection that declares it
 * @param silent whether the connection's report leaves it out
 */
public record Declaration(
    String name,
    String method,
    @Nullable String position,
    @Nullable String action,
    @Nullable String condition,
    Map<String, String> captures,
    Map<String, String> parameters,
    boolean kept,
    boolean silent) {

  /** Copies both maps, in their order. */
  public Declaration {
    captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** At the entry of the methods that the selector means. */
  public static Declaration of(String name, String method) {
    return new Declaration(name, method, null, null, null, Map.of(), Map.of(), false, false);
  }

  /** At that position: {@code exit}, {@code throw}, {@code line 42}, {@code before call X#y}. */
  public Declaration at(String place) {
    return new Declaration(
        name, method, place, action, condition, captures, parameters, kept, silent);
  }

  /** With these terms, where an arm brings none. */
  public Declaration action(String terms) {
    return new Declaration(
        name, method, position, terms, condition, captures, parameters, kept, silent);
  }

  /** Acts only where the expression holds, unless an arm brings another one. */
  public Declaration when(String expression) {
    return new Declaration(
        name, method, position, action, expression, captures, parameters, kept, silent);
  }

  /** With the value of the expression in each event, under that name. */
  public Declaration capture(String key, String expression) {
    return new Declaration(
        name,
        method,
        position,
        action,
        condition,
        plus(captures, key, expression),
        parameters,
        kept,
        silent);
  }

  /** With one more parameter. */
  public Declaration parameter(String key, String value) {
    return new Declaration(
        name,
        method,
        position,
        action,
        condition,
        captures,
        plus(parameters, key, value),
        kept,
        silent);
  }

  /** Stays when the connection is closed. */
  public Declaration keep() {
    return new Declaration(
        name, method, position, action, condition, captures, parameters, true, silent);
  }

  /** Says nothing of it in the report: for points that need not be hit. */
  public Declaration silently() {
    return new Declaration(
        name, method, position, action, condition, captures, parameters, kept, true);
  }

  /** As the agent takes it. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("method", method);
    put(json, "at", position);
    put(json, "action", action);
    put(json, "when", condition);
    put(json, "capture", captures.isEmpty() ? null : captures);
    put(json, "parameters", parameters.isEmpty() ? null : parameters);
    return json;
  }

  private static void put(Map<String, Object> json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
