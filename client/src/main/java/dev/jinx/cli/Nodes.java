package dev.jinx.cli;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.NodeAddress;
import dev.jinx.client.internal.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names several nodes. */
final class Nodes {
  private static final String VARIABLE = "JINX_NODES";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Option(
      names = "--nodes",
      paramLabel = "NAME=HOST:PORT,..",
      description = "nodes by name (default: JINX_NODES)")
  private @Nullable String nodes;

  /**
   * The nodes chosen, each as {@code NAME=HOST:PORT} or {@code HOST:PORT}.
   *
   * @param chosen names, {@code HOST:PORT} or {@code NAME=HOST:PORT}; if empty, all of {@code
   *     --nodes}
   */
  List<String> choose(List<String> chosen, Terminal terminal) {
    Map<String, String> known = known(terminal);
    if (chosen.isEmpty()) {
      return nodes == null ? List.of() : List.copyOf(known.values());
    }
    List<String> found = new ArrayList<>();
    for (String each : chosen) {
      String name = known.get(each);
      if (name == null && each.indexOf(':') < 0) {
        throw usage("no node '" + each + "'" + hint(each, known));
      }
      found.add(name == null ? each : name);
    }
    return found;
  }

  /** Where each node listens that is named at all, by its name. */
  Map<String, Address> named(Terminal terminal) {
    Map<String, Address> named = new LinkedHashMap<>();
    known(terminal)
        .forEach(
            (name, node) -> {
              try {
                named.put(name, Address.parse(node.substring(node.indexOf('=') + 1)));
              } catch (IllegalArgumentException e) {
                throw usage("node " + name + ": " + e.getMessage());
              }
            });
    if (named.isEmpty()) {
      throw usage("neither --nodes nor " + VARIABLE + " names any node");
    }
    return named;
  }

  /** All nodes that the environment names. */
  List<String> ofEnvironment(Terminal terminal) {
    return List.copyOf(known(terminal).values());
  }

  private Map<String, String> known(Terminal terminal) {
    String text = nodes != null ? nodes : terminal.environment(VARIABLE, "");
    String source = nodes != null ? "--nodes" : VARIABLE;
    Map<String, String> known = new LinkedHashMap<>();
    if (text.isBlank()) {
      return known;
    }
    for (String part : text.split(",", -1)) {
      String node = part.strip();
      String name = name(node, source);
      if (known.put(name, node) != null) {
        throw usage(source + ": node " + name + " stands there twice");
      }
    }
    return known;
  }

  private String name(String node, String source) {
    try {
      return String.valueOf(NodeAddress.parseNamed(node).name());
    } catch (IllegalArgumentException e) {
      throw usage(source + ": " + e.getMessage());
    }
  }

  private static String hint(String written, Map<String, String> known) {
    if (known.isEmpty()) {
      return ": neither --nodes nor " + VARIABLE + " names any; an address is HOST:PORT";
    }
    return Nearest.of(written, known.keySet())
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; there are " + String.join(", ", known.keySet()) + "; an address is HOST:PORT");
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
