package dev.jinx.it.tools;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import java.util.ArrayList;
import java.util.List;

/** The commands of the packaged jar. */
final class Jinx {
  private Jinx() {}

  static List<String> command(Jdk jdk, String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-jar", JinxJar.path().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The same as one line for a shell. */
  static String line(Jdk jdk, String... arguments) {
    return "'" + String.join("' '", command(jdk, arguments)) + "'";
  }
}
