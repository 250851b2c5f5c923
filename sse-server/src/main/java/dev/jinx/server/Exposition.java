package dev.jinx.server;

import java.nio.charset.StandardCharsets;

/**
 * Text that Prometheus scrapes, in its format 0.0.4: families of samples, one line each. Belongs to
 * one thread.
 */
final class Exposition {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4096);
  private String family = "";

  /**
   * Begins a family; its samples follow.
   *
   * @param name as Prometheus has it, with its unit and {@code _total} where it only grows
   * @param type {@code counter} or {@code gauge}
   * @param help what it tells, one sentence
   */
  Exposition family(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(escaped(help, false)).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** A sample of the family without labels. */
  Exposition sample(long value) {
    text.append(family).append(' ').append(value).append('\n');
    return this;
  }

  /** A sample of the family. */
  Exposition sample(String label, String labelValue, long value) {
    text.append(family).append('{');
    label(label, labelValue);
    text.append("} ").append(value).append('\n');
    return this;
  }

  /** A sample of the family. */
  Exposition sample(String label, String labelValue, String other, String otherValue, long value) {
    text.append(family).append('{');
    label(label, labelValue);
    text.append(',');
    label(other, otherValue);
    text.append("} ").append(value).append('\n');
    return this;
  }

  private void label(String name, String value) {
    text.append(name).append("=\"").append(escaped(value, true)).append('"');
  }

  private static String escaped(String value, boolean quoted) {
    String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
    return quoted ? escaped.replace("\"", "\\\"") : escaped;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
