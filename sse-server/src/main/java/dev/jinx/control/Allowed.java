package dev.jinx.control;

import dev.jinx.bootstrap.Terms;

/**
 * What requests may do in this JVM: keys {@code server.call}, {@code server.halt} and {@code
 * server.points} of the configuration. What the YAML itself arms is not asked.
 *
 * @param call whether terms may call methods
 * @param halt whether terms may end the JVM
 * @param points whether points may be declared and undeclared
 */
public record Allowed(boolean call, boolean halt, boolean points) {
  /** Everything. */
  public static final Allowed ALL = new Allowed(true, true, true);

  void check(String field, Terms terms) throws RefusedException {
    if (!call && terms.has("call")) {
      throw off(field, terms.text(), "call");
    }
    if (!halt && terms.has("halt")) {
      throw off(field, terms.text(), "halt");
    }
  }

  void checkPoints(String name) throws RefusedException {
    if (!points) {
      throw off("name", name, "points");
    }
  }

  private static RefusedException off(String field, String value, String key) {
    return new RefusedException(
        RefusedException.Kind.FORBIDDEN,
        field,
        value,
        "switched off by server." + key + ": false in the configuration",
        0);
  }
}
