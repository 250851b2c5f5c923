package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** L: how long it takes to cut two JVMs from one another, and to heal them, beside iptables. */
final class Cutting implements Bench {
  private static final List<String> NAMESPACE = List.of("unshare", "-n", "sh", "-c");
  private static final String UP = "ip link set lo up";
  private static final String[] WHAT = {"Jinx, first cut of a JVM's life", "Jinx", "iptables"};

  @Override
  public String what() {
    return "cutting two JVMs from one another for a second and healing them, Jinx and iptables";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    String missing = missing();
    if (!missing.isEmpty()) {
      System.out.println("iptables is left out, it cannot be used here: " + missing);
    }
    Table table =
        new Table(
            "JDK", "", "ms to cut", "until the last byte", "ms to heal", "until the first byte");
    for (Jdk jdk : jdks) {
      Samples samples = new Samples();
      Path directory = Layout.work("L");
      List<String> command =
          Child.command(
              jdk,
              List.of("-Djinx.jar=" + Layout.jinxJar()),
              CuttingChild.class,
              directory.toString(),
              Boolean.toString(missing.isEmpty()));
      try (Child child =
          Child.start(directory, missing.isEmpty() ? inNamespace(command) : command)) {
        for (String line : child.lines()) {
          String[] words = line.split(" ");
          for (int i = 1; i < words.length; i++) {
            samples.add(words[0] + i, Double.parseDouble(words[i]));
          }
        }
      }
      for (int i = 0; i < (missing.isEmpty() ? 3 : 2); i++) {
        table.row(
            jdk.label(),
            WHAT[i],
            samples.spread(i + "1").text(2),
            samples.spread(i + "2").text(2),
            samples.spread(i + "3").text(2),
            samples.spread(i + "4").text(2));
      }
    }
    table.print();
  }

  private static List<String> inNamespace(List<String> command) {
    List<String> words = new ArrayList<>(NAMESPACE);
    words.addAll(List.of(UP + " && exec \"$@\"", "sh"));
    words.addAll(command);
    return words;
  }

  /** Why no namespace can be made with iptables in it, or an empty text. */
  private static String missing() throws InterruptedException {
    List<String> words = new ArrayList<>(NAMESPACE);
    words.add(UP + " && iptables -w -A INPUT -d 127.0.0.2 -j DROP");
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said.strip() + " (status " + process.exitValue() + ")";
    } catch (IOException none) {
      return String.valueOf(none.getMessage());
    }
  }
}
