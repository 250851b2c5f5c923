package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One program under several agents, with twenty points or rules where an agent has any: two on the
 * program's own methods, the others on classes that it does not load.
 */
final class Variants {
  static final String BARE = "no agent";
  static final String EMPTY = "an empty agent";
  static final String JINX = "Jinx, 20 points";
  static final String KEPT = "Jinx, 20 points, log on disk";
  static final String BYTEMAN = "Byteman, 20 rules";

  private static final String KEPT_DIRECTORY = "kept";

  private Variants() {}

  /** The JVM options of each. */
  static Map<String, List<String>> all(Path directory) throws IOException {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    Path empty = AgentJar.of(directory, EmptyAgent.class);
    variants.put(BARE, List.of());
    variants.put(EMPTY, List.of("-javaagent:" + empty));
    variants.put(JINX, List.of(Layout.jinxAgent(Node.config(directory, true, points()))));
    Path kept = Files.createDirectories(directory.resolve(KEPT_DIRECTORY));
    variants.put(
        KEPT, List.of(Layout.jinxAgent(Node.config(kept, LogFiles.keys(kept, true), points()))));
    variants.put(
        BYTEMAN, List.of(Layout.bytemanAgent(Layout.write(directory, "rules.btm", rules()))));
    return variants;
  }

  /** Removes what runs in that directory left elsewhere. */
  static void clear(Path directory) throws IOException {
    LogFiles.clear(directory.resolve(KEPT_DIRECTORY));
  }

  static List<String> points() {
    List<String> points = new ArrayList<>();
    for (String[] method : methods()) {
      points.addAll(Node.point(method[0], method[1] + "#" + method[2], "entry"));
    }
    return points;
  }

  static List<String> rules() {
    List<String> rules = new ArrayList<>();
    for (String[] method : methods()) {
      rules.addAll(
          List.of(
              "RULE " + method[0],
              "CLASS " + method[1],
              "METHOD " + method[2],
              "AT ENTRY",
              "IF FALSE",
              "DO NOTHING",
              "ENDRULE"));
    }
    return rules;
  }

  private static List<String[]> methods() {
    List<String[]> methods = new ArrayList<>();
    methods.add(new String[] {"main", Hello.class.getName(), "main"});
    methods.add(new String[] {"greet", Hello.class.getName(), "greet"});
    for (int i = methods.size(); i < 20; i++) {
      methods.add(new String[] {"store-" + i, "com.acme.store.Store" + i, "commit"});
    }
    return methods;
  }
}
