package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * {@code error_injections_at_startup}, as ScyllaDB has it: names, or mappings with {@code name},
 * {@code one_shot}, and any other keys as parameters.
 */
final class StartupKeys {
  /** Those of its own of a mapping; any others are parameters. */
  static final List<String> KEYS = List.of("name", "one_shot");

  private static final String INJECTIONS = "error_injections_at_startup";

  private StartupKeys() {}

  static void read(Section top, Configuration into) {
    for (Node element : top.elements(INJECTIONS)) {
      StartupPoint point = point(top, element);
      if (point != null && isNew(point, top, into)) {
        into.startup.add(point);
      }
    }
  }

  private static @Nullable StartupPoint point(Section top, Node element) {
    String where = top.place(element);
    if (element.getNodeType() == NodeType.MAPPING) {
      Section keys =
          new Section(top.file, INJECTIONS, element, (MappingNode) element, top.problems);
      Value name = keys.text("name");
      if (name == null) {
        if (!keys.has("name")) {
          keys.missing("name", "with a point's name");
        }
        return null;
      }
      boolean oneShot = keys.flag("one_shot", false);
      Map<String, String> parameters = parameters(keys);
      return isName(name, top)
          ? new StartupPoint(name.text, oneShot, parameters, null, where)
          : null;
    }
    if (element instanceof ScalarNode && !Yaml.isNothing(element)) {
      Value name = new Value(where, ((ScalarNode) element).getValue());
      return isName(name, top) ? new StartupPoint(name.text, false, Map.of(), null, where) : null;
    }
    top.problems.add(
        where,
        INJECTIONS
            + " holds "
            + (element instanceof ScalarNode ? "nothing" : "a list")
            + "; right are names, or mappings with 'name'");
    return null;
  }

  private static Map<String, String> parameters(Section keys) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String key : keys.names()) {
      if (!KEYS.contains(key)) {
        Value value = keys.text(key);
        if (value != null) {
          parameters.put(key, value.text);
        }
      }
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static boolean isNew(StartupPoint point, Section top, Configuration into) {
    for (StartupPoint other : into.startup) {
      if (other.name.equals(point.name)) {
        top.problems.add(
            point.where, INJECTIONS + ": '" + point.name + "' is there twice; see " + other.where);
        return false;
      }
    }
    for (PlannedPoint planned : into.points) {
      if (planned.enabled && planned.declaration.name().equals(point.name)) {
        top.problems.add(
            point.where,
            INJECTIONS
                + ": '"
                + point.name
                + "' is enabled by its own 'enabled: true' ("
                + planned.place("enabled")
                + "); right is one of the two");
        return false;
      }
    }
    return true;
  }

  private static boolean isName(Value name, Section top) {
    boolean valid = Names.valid(name.text);
    if (!valid) {
      top.problems.add(name.where, "'" + name.text + "' is not a name; right are " + Names.RULE);
    }
    return valid;
  }
}
