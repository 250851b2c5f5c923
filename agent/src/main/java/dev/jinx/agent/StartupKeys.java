package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code error_injections_at_startup} and {@code packs}: checked for form, and refused still. */
final class StartupKeys {
  private static final String INJECTIONS = "error_injections_at_startup";

  private StartupKeys() {}

  static void read(Section top) {
    for (Node element : top.elements(INJECTIONS)) {
      if (element.getNodeType() == NodeType.MAPPING) {
        Section injection =
            new Section(top.file, INJECTIONS, element, (MappingNode) element, top.problems);
        Value name = injection.text("name");
        if (name == null) {
          injection.missing("name", "with a point's name");
        } else {
          check(name, top);
        }
      } else if (element instanceof ScalarNode) {
        check(new Value(top.place(element), ((ScalarNode) element).getValue()), top);
      } else {
        top.problems.add(
            top.place(element),
            INJECTIONS + " holds a list; right are names, or mappings with 'name'");
      }
    }
    top.notYet(INJECTIONS);
    for (Value pack : top.texts("packs")) {
      check(pack, top);
    }
    top.notYet("packs");
  }

  private static void check(Value name, Section top) {
    if (!Names.valid(name.text)) {
      top.problems.add(name.where, "'" + name.text + "' is not a name; right are " + Names.RULE);
    }
  }
}
