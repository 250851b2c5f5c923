package org.snakeyaml.engine.v2.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Makes settings without the library's builder, from its own package because the constructor is not
 * public. The builder makes four lambdas and the JSON schema with its regular expressions whether
 * they are wanted or not: 10 of the 18 ms that reading a small YAML took before the application's
 * {@code main}.
 */
public final class PlainSettings {
  private static final int MOST_CHARACTERS = 3 << 20;

  private PlainSettings() {}

  /**
   * Settings for parsing only, not for making objects.
   *
   * @param label names the input in messages
   */
  public static LoadSettings of(String label, Schema schema, UnaryOperator<SpecVersion> version) {
    return new LoadSettings(
        label,
        Map.of(),
        null,
        null,
        null,
        version,
        1_024,
        false,
        false,
        50,
        true,
        Map.of(),
        Optional.empty(),
        false,
        MOST_CHARACTERS,
        schema,
        true);
  }
}
