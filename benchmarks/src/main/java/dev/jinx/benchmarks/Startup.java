package dev.jinx.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** E: whole processes, side by side and in turns: time to main, processor time, exit. */
final class Startup implements Bench {
  private static final String LIFE_MILLIS = "1500";
  private static final int ROUNDS = Rounds.of(15, 4);

  /** Milliseconds by variant and what was measured. */
  private Samples samples = new Samples();

  @Override
  public String what() {
    return "start-up with 20 points: time to main, processor time of the run, exit; beside Byteman";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "Hello with",
            "ms to main",
            "ms CPU, ends at once",
            "ms CPU, lives " + LIFE_MILLIS + " ms",
            "ms to exit",
            "classes before main");
    Table budget = new Table("JDK", "added", "Jinx", "Byteman", "ratio", "budget", "");
    for (Jdk jdk : jdks) {
      samples = new Samples();
      Path directory = Layout.work("E");
      Map<String, List<String>> variants = Variants.all(directory);
      for (int round = -1; round < ROUNDS; round++) {
        for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
          measure(jdk, directory, variant.getKey(), variant.getValue(), round >= 0);
        }
      }
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        String name = variant.getKey();
        table.row(
            jdk.label(),
            name,
            spread(name, "main").text(0),
            spread(name, "cpu").text(0),
            spread(name, "life").text(0),
            spread(name, "exit").text(1),
            classes(jdk, directory, variant.getValue()));
      }
      Variants.clear(directory);
      budget(budget, jdk.label(), "ms to main", "main", 1 / 3.0, "<= 1/3 of Byteman's");
      budget(budget, jdk.label(), "ms CPU, server up", "life", 1, "<= Byteman's");
      budget(budget, jdk.label(), "ms CPU, ends at once", "cpu", 0, "");
      double exit = added(Variants.JINX, "exit").median();
      budget.row(
          jdk.label(),
          "ms to exit",
          Spread.number(exit, 1),
          Spread.number(added(Variants.BYTEMAN, "exit").median(), 1),
          "",
          "not delayed: < 10",
          Table.verdict(exit < 10));
    }
    table.print();
    budget.print();
    System.out.println("added: over the same round's run without an agent.");
  }

  private void budget(Table table, String jdk, String what, String key, double most, String text) {
    Spread jinx = added(Variants.JINX, key);
    Spread byteman = added(Variants.BYTEMAN, key);
    double ratio = jinx.median() / byteman.median();
    table.row(
        jdk,
        what,
        jinx.text(0),
        byteman.text(0),
        Spread.number(ratio, 2),
        text,
        text.isEmpty() ? "" : Table.verdict(ratio <= most));
  }

  private Spread added(String variant, String key) {
    return samples.difference(variant + " " + key, Variants.BARE + " " + key);
  }

  private Spread spread(String variant, String key) {
    return samples.spread(variant + " " + key);
  }

  private void measure(
      Jdk jdk, Path directory, String variant, List<String> options, boolean counts)
      throws Exception {
    TimedRun once = TimedRun.of(Child.command(jdk, options, Hello.class), directory);
    TimedRun longer = TimedRun.of(Child.command(jdk, options, Hello.class, LIFE_MILLIS), directory);
    if (counts) {
      samples.add(variant + " main", once.toMain());
      samples.add(variant + " cpu", once.cpu());
      samples.add(variant + " exit", longer.toExit());
      samples.add(variant + " life", longer.cpu());
    }
  }

  /**
   * How many classes were loaded before the application's, and how many of them from no archive.
   */
  private static String classes(Jdk jdk, Path directory, List<String> options) throws Exception {
    Path log = directory.resolve("classes");
    List<String> logged = new ArrayList<>(options);
    logged.add("-Xlog:class+load:file=" + log + ":none");
    TimedRun.of(Child.command(jdk, logged, Hello.class), directory);
    int count = 0;
    int archived = 0;
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith(Hello.class.getName() + " ")) {
        break;
      }
      count++;
      archived += line.contains("shared objects file") ? 1 : 0;
    }
    return count + ", " + (count - archived) + " not archived";
  }
}
