package dev.jinx.client;

/**
 * Something about a point that a test should not leave unsaid.
 *
 * @param point its name
 * @param text what is found, such as {@code enabled but never hit}
 */
public record Finding(String point, String text) {
  /** One line. */
  @Override
  public String toString() {
    return "'" + point + "': " + text;
  }
}
