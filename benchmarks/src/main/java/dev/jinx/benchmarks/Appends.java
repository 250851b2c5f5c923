package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** I: lines a second into the event log, and into what else keeps lines. */
final class Appends {
  void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "survives",
            "thousand lines a second, committed by",
            "1",
            "16",
            "512",
            "Jinx / it",
            "budget",
            "");
    for (Jdk jdk : jdks) {
      Samples samples = measure(jdk);
      for (boolean forced : new boolean[] {false, true}) {
        for (Stores store : Stores.values()) {
          if (store.does(forced)) {
            row(table, jdk, samples, store, forced);
          }
        }
      }
    }
    table.print();
    System.out.println(
        "Lines of "
            + length()
            + " bytes, made as they are appended; all counted again after each round. Jinx / it: by"
            + " 1, 16, 512.");
  }

  private static void row(Table table, Jdk jdk, Samples samples, Stores store, boolean forced) {
    boolean jinx = store == Stores.JINX;
    StringBuilder ratio = new StringBuilder();
    double least = Double.MAX_VALUE;
    String[] rates = new String[AppendChild.COMMITS.length];
    for (int i = 0; i < rates.length; i++) {
      int commit = AppendChild.COMMITS[i];
      Spread rate = samples.spread(name(store, forced, commit));
      rates[i] = rate.text(rate.median() < 10 ? 1 : 0);
      least = Math.min(least, rate.median());
      if (!jinx) {
        Spread against =
            samples.ratio(name(Stores.JINX, forced, commit), name(store, forced, commit));
        ratio.append(i == 0 ? "" : ", ");
        ratio.append(Spread.number(against.median(), against.median() < 10 ? 2 : 0));
      }
    }
    boolean judged = jinx && !forced;
    table.row(
        jdk.label(),
        forced ? "the machine (fsync)" : "the process (os)",
        store.label(forced),
        rates[0],
        rates[1],
        rates[2],
        store == Stores.NONE ? "" : ratio.toString(),
        judged ? ">= 100,000/s" : "",
        judged ? Table.verdict(least >= 100) : "");
  }

  private static String name(Stores store, boolean forced, int commit) {
    return store + " " + forced + " " + commit;
  }

  /** Thousands a second. */
  private static Samples measure(Jdk jdk) throws Exception {
    Samples samples = new Samples();
    Path directory = Layout.work("I");
    List<String> options =
        jdk.feature() >= 22 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
    try (Child child = Child.startWithLog(directory, jdk, options, AppendChild.class, directory)) {
      for (String line : child.lines()) {
        String[] words = line.split(" ");
        if (words[0].equals("rate")) {
          String name = words[1] + " " + words[2] + " " + words[3];
          samples.add(name, Double.parseDouble(words[4]) / 1e3);
        }
      }
    }
    return samples;
  }

  private static int length() {
    Lines lines = new Lines();
    lines.next();
    return lines.length();
  }
}
