package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** E: whole processes, side by side and in turns: time to main, processor time, exit. */
final class Startup implements Bench {
  private static final String LIFE_MILLIS = "1500";
  private static final int ROUNDS = Rounds.of(15, 4);

  /** Milliseconds by variant and what was measured. */
  private final Map<String, List<Double>> values = new HashMap<>();

  @Override
  public String what() {
    return "start-up with 20 points: time to main, processor time of the run, exit; beside Byteman";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table("JDK", "Hello with", "ms to main", "ms CPU, ends at once",
            "ms CPU, lives " + LIFE_MILLIS + " ms", "ms to exit", "classes before main");
    Table budget = new Table("JDK", "added", "Jinx", "Byteman", "ratio", "budget", "");
    for (Jdk jdk : jdks) {
      values.clear();
      Path directory = Layout.work("E");
      Map<String, List<String>> variants = Variants.all(directory);
      for (int round = -1; round < ROUNDS; round++) {
        for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
          measure(jdk, directory, variant.getKey(), variant.getValue(), round >= 0);
        }
      }
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        String name = variant.getKey();
        table.row(jdk.label(), name, spread(name, "main").text(0), spread(name, "cpu").text(0),
            spread(name, "life").text(0), spread(name, "exit").text(1),
            classes(jdk, directory, variant.getValue()));
      }
      budget(budget, jdk.label(), "ms to main", "main", 1 / 3.0, "<= 1/3 of Byteman's");
      budget(budget, jdk.label(), "ms CPU, server up", "life", 1, "<= Byteman's");
      budget(budget, jdk.label(), "ms CPU, ends at once", "cpu", 0, "");
      double exit = added(Variants.JINX, "exit").median();
      budget.row(jdk.label(), "ms to exit", Spread.number(exit, 1),
          Spread.number(added(Variants.BYTEMAN, "exit").median(), 1), "", "not delayed: < 10",
          Table.verdict(exit < 10));
    }
    table.print();
    budget.print();
    System.out.println("added: over the same round's run without an agent.");
  }

  private void budget(
      Table table, String jdk, String what, String key, double most, String text) {
    Spread jinx = added(Variants.JINX, key);
    Spread byteman = added(Variants.BYTEMAN, key);
    double ratio = jinx.median() / byteman.median();
    table.row(jdk, what, jinx.text(0), byteman.text(0), Spread.number(ratio, 2), text,
        text.isEmpty() ? "" : Table.verdict(ratio <= most));
  }

  private Spread added(String variant, String key) {
    List<Double> bare = of(Variants.BARE, key);
    List<Double> with = of(variant, key);
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      added.add(with.get(i) - bare.get(i));
    }
    return Spread.of(added);
  }

  private Spread spread(String variant, String key) {
    return Spread.of(of(variant, key));
  }

  private List<Double> of(String variant, String key) {
    return values.computeIfAbsent(variant + " " + key, any -> new ArrayList<>());
  }

  private void measure(
      Jdk jdk, Path directory, String variant, List<String> options, boolean counts)
      throws Exception {
    double[] once = run(Child.command(jdk, options, Hello.class), directory);
    double[] longer = run(Child.command(jdk, options, Hello.class, LIFE_MILLIS), directory);
    if (counts) {
      of(variant, "main").add(once[0]);
      of(variant, "exit").add(longer[1]);
      of(variant, "cpu").add(once[2]);
      of(variant, "life").add(longer[2]);
    }
  }

  /** Milliseconds to main, from main's end to the process's, and of processor time. */
  private static double[] run(List<String> command, Path directory)
      throws IOException, InterruptedException {
    Path times = directory.resolve("times");
    List<String> timed = new ArrayList<>();
    // The shell tells its child's processor time to the millisecond; the JDK tells no one's.
    timed.addAll(
        List.of("bash", "-c", "TIMEFORMAT='%U %S'; { time \"$@\" 2>>\"$0.err\"; } 2>\"$0\"",
            times.toString()));
    timed.addAll(command);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    long end = System.nanoTime();
    int at = out.indexOf("main ");
    if (status != 0 || at < 0) {
      throw new IOException(command + " ended with " + status + ": " + out);
    }
    String[] mains = out.substring(at).strip().split(" ");
    String[] cpu = Files.readString(times).strip().split(" ");
    return new double[] {
      (Long.parseLong(mains[1]) - start) / 1e6,
      (end - Long.parseLong(mains[2])) / 1e6,
      (Double.parseDouble(cpu[0]) + Double.parseDouble(cpu[1])) * 1e3
    };
  }

  /** How many classes were loaded before the application's, and how many of them from no archive. */
  private static String classes(Jdk jdk, Path directory, List<String> options) throws Exception {
    Path log = directory.resolve("classes");
    List<String> logged = new ArrayList<>(options);
    logged.add("-Xlog:class+load:file=" + log + ":none");
    run(Child.command(jdk, logged, Hello.class), directory);
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
