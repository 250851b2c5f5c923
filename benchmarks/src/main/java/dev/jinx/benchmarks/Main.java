package dev.jinx.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** {@code benchmarks/run}: the letters of the budgets that are measured here. */
public final class Main {
  private static final Map<String, Bench> BENCHES = new LinkedHashMap<>();

  static {
    BENCHES.put("A", new DisabledPoint());
    BENCHES.put("B", new EnabledPoint());
    BENCHES.put("C", new Latency());
    BENCHES.put("D", new Deliveries());
    BENCHES.put("E", new Startup());
    BENCHES.put("F", new Loading());
    BENCHES.put("G", new ArmingTime());
    BENCHES.put("H", new Footprint());
    BENCHES.put("I", new EventLog());
    BENCHES.put("K", new LookingPoint());
    BENCHES.put("L", new Cutting());
    BENCHES.put("M", new PingPong());
  }

  private Main() {}

  /** Runs the benchmarks of the letters given, or lists them. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      BENCHES.forEach((letter, bench) -> System.out.println("  " + letter + "  " + bench.what()));
      return;
    }
    TreeSet<String> wanted = new TreeSet<>();
    for (String arg : args) {
      String letter = arg.toUpperCase(Locale.ROOT);
      if (letter.equals("ALL")) {
        wanted.addAll(BENCHES.keySet());
      } else if (BENCHES.containsKey(letter)) {
        wanted.add(letter);
      } else {
        System.err.println(
            "no benchmark '" + arg + "'; there are " + BENCHES.keySet() + " and all");
        System.exit(2);
      }
    }
    List<Jdk> jdks = Jdk.all();
    Machine.print(jdks);
    for (String letter : wanted) {
      Bench bench = BENCHES.get(letter);
      if (bench != null) {
        System.out.println("\n## " + letter + ". " + bench.what());
        bench.run(jdks);
      }
    }
  }
}
