package dev.jinx.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was declared of a point. Immutable. */
public final class Declaration {
  /** What selectors of connections begin with. */
  private static final String ON_CONNECTIONS = "net#";

  private final String name;
  private final String method;
  private final Position position;
  private final @Nullable Terms terms;
  private final @Nullable Condition condition;
  private final @Nullable Capture capture;
  private final Map<String, String> parameters;
  private final String source;

  /** A declaration of a point with nothing but its place. */
  public Declaration(String name, String method, Position position, String source) {
    this(name, method, position, null, null, null, Map.of(), source);
  }

  /**
   * @param name a valid name
   * @param method the selector as its author wrote it, or the annotated method
   * @param position where in the method
   * @param terms what to do when enabled without terms of its own, or null for {@code observe}
   * @param condition which hits to take when enabled without a condition of its own, or null
   * @param capture what its events tell of a hit's values, or null
   * @param parameters what its events carry when enabled without parameters of its own
   * @param source where it was declared, for people: {@code jinx.yaml:7}
   */
  public Declaration(
      String name,
      String method,
      Position position,
      @Nullable Terms terms,
      @Nullable Condition condition,
      @Nullable Capture capture,
      Map<String, String> parameters,
      String source) {
    this.name = name;
    this.method = method;
    this.position = position;
    this.terms = terms;
    this.condition = condition;
    this.capture = capture;
    this.parameters = parameters;
    this.source = source;
  }

  /** The point's name. */
  public String name() {
    return name;
  }

  /** Whether it is on connections, and not in a method. */
  public boolean isOnConnections() {
    return isOnConnections(method);
  }

  /** Whether a selector means connections, and not methods; it may be wrong otherwise. */
  public static boolean isOnConnections(String selector) {
    return selector.startsWith(ON_CONNECTIONS);
  }

  /** The selector as its author wrote it. */
  public String method() {
    return method;
  }

  /** Where in the method. */
  public Position position() {
    return position;
  }

  /** The declared terms, or null. */
  public @Nullable Terms terms() {
    return terms;
  }

  /** The declared condition, or null. */
  public @Nullable Condition condition() {
    return condition;
  }

  /** What its events capture, or null. */
  public @Nullable Capture capture() {
    return capture;
  }

  /** The declared parameters, unmodifiable. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Where it was declared. */
  public String source() {
    return source;
  }
}
