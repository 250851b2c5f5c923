package dev.jinx.it.nodes;

import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.behaviour.Cli;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code java -jar jinx.jar log}. */
final class Logs {
  private Logs() {}

  /** Until it ends. */
  static Cli.Result print(Object... arguments) {
    return print(Jdks.own(), arguments);
  }

  static Cli.Result print(Jdk jdk, Object... arguments) {
    try (Cli.Running running = start(jdk, arguments)) {
      return running.result();
    }
  }

  static Cli.Running start(Jdk jdk, Object... arguments) {
    List<String> words = new ArrayList<>(List.of("log"));
    for (Object each : arguments) {
      words.add(each.toString());
    }
    return new Cli(jdk, "127.0.0.1:1").start(words.toArray(String[]::new)); // nobody is asked
  }
}
