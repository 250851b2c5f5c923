package dev.jinx.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** H: the jar, and the memory that an agent adds while nobody is connected. */
final class Footprint implements Bench {
  private static final double MIB = 1024 * 1024;

  @Override
  public String what() {
    return "size of the jar; resident memory added with the server up and no client; beside Byteman";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table jars = new Table("jar", "MB", "budget", "");
    double size = Files.size(Layout.jinxJar()) / 1e6;
    jars.row("jinx.jar", Spread.number(size, 2), "<= 14 MB", Table.verdict(size <= 14));
    jars.row("byteman.jar", Spread.number(Files.size(Layout.bytemanJar()) / 1e6, 2), "", "");
    jars.print();
    Table table = new Table("JDK", "Hello with", "resident MiB", "added MiB", "budget", "");
    for (Jdk jdk : jdks) {
      memory(table, jdk);
    }
    table.print();
    System.out.println("added: over the same round's run without an agent.");
  }

  private static void memory(Table table, Jdk jdk) throws Exception {
    Path directory = Layout.work("H");
    Map<String, List<String>> variants = Variants.all(directory);
    Map<String, List<Double>> resident = new HashMap<>();
    Map<String, List<Double>> added = new HashMap<>();
    for (int round = 0; round < Rounds.of(7, 2); round++) {
      double bare = 0;
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        double now = resident(jdk, directory, variant.getValue());
        bare = variant.getKey().equals(Variants.BARE) ? now : bare;
        resident.computeIfAbsent(variant.getKey(), name -> new ArrayList<>()).add(now);
        added.computeIfAbsent(variant.getKey(), name -> new ArrayList<>()).add(now - bare);
      }
    }
    Variants.clear(directory);
    double byteman = Spread.of(added.getOrDefault(Variants.BYTEMAN, List.of())).median();
    for (String name : variants.keySet()) {
      Spread more = Spread.of(added.getOrDefault(name, List.of()));
      boolean jinx = name.equals(Variants.JINX);
      table.row(
          jdk.label(),
          name,
          Spread.of(resident.getOrDefault(name, List.of())).text(1),
          more.text(1),
          jinx ? "<= 2x Byteman's" : "",
          jinx
              ? Table.verdict(more.median() <= 2 * byteman)
                  + ", "
                  + Spread.number(more.median() / byteman, 2)
                  + "x"
              : "");
    }
  }

  /** MiB that the process holds, some seconds after its start. */
  private static double resident(Jdk jdk, Path directory, List<String> options) throws Exception {
    try (Child child = Child.start(directory, jdk, options, Hello.class, "60000")) {
      child.await("hello");
      Thread.sleep(Rounds.of(2_500, 2_000));
      for (String line : Files.readAllLines(Path.of("/proc/" + child.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / MIB;
        }
      }
    }
    throw new IllegalStateException("the system tells no VmRSS");
  }
}
