package dev.jinx.agent;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Takes every single value of a YAML for a text; the keys know what they want. The library's own
 * schemas compile regular expressions to tell numbers from words, which takes milliseconds.
 */
final class Texts implements Schema, ScalarResolver, UnaryOperator<SpecVersion> {
  @Override
  public ScalarResolver getScalarResolver() {
    return this;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return Map.of();
  }

  /** Every version of YAML 1 that a file may name is read alike. */
  @Override
  public SpecVersion apply(SpecVersion version) {
    return version;
  }

  @Override
  public Tag resolve(String value, Boolean implicit) {
    return Tag.STR;
  }
}
