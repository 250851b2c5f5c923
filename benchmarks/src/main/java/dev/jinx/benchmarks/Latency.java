package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** C: how soon a client has a hit, and what that costs the application. */
final class Latency implements Bench {
  private static final String[] WATCHERS = {"jinx", "plain", "tail 10 ms", "tail 100 ms"};
  private static final int BLOCK = Rounds.of(1_000, 300);
  private static final int ROUNDS = Rounds.of(7, 3);
  private static final int SECONDS = Rounds.of(10, 3);

  /** Microseconds by what was measured, one value a round. */
  private final Map<String, List<Double>> values = new HashMap<>();

  private String threads = "";

  @Override
  public String what() {
    return "hit to client callback, one a millisecond, beside a plain socket and a tailed log";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table = new Table("JDK", "one a millisecond", "p50 us", "p99 us", "ratio", "budget", "");
    Table cpu = new Table("JDK", "processor", "% of a core", "budget", "", "threads, us in all");
    for (Jdk jdk : jdks) {
      values.clear();
      for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
        fork(jdk);
      }
      arrival(table, jdk.label());
      Spread idle = spread("idle");
      cpu.row(jdk.label(), "idle, point enabled, reader attached", idle.text(3), "< 0.5",
          Table.verdict(idle.median() < 0.5), threads);
      cpu.row(jdk.label(), "a hit a millisecond, less the application's own pace",
          spread("paced").text(2), "", "", "");
      cpu.row(jdk.label(), "the application's own pace, point disabled",
          spread("bare").text(2), "", "", "");
    }
    table.print();
    cpu.print();
  }

  private void arrival(Table table, String jdk) {
    Spread ratio = spread("ratio");
    table.row(jdk, "plain socket write, to the reader", spread("plain 50").text(1),
        spread("plain 99").text(0), "1", "", "");
    table.row(jdk, "Jinx, hit to the reader of the stream", spread("jinx 50").text(1),
        spread("jinx 99").text(0), ratio.text(2), "p50 <= 1.5x plain",
        Table.verdict(ratio.median() <= 1.5));
    for (String tail : List.of("tail 10 ms", "tail 100 ms")) {
      double sooner = spread(tail + " 50").median() / spread("jinx 50").median();
      boolean ten = tail.equals("tail 10 ms");
      table.row(jdk, "log file, " + tail.replace("tail", "looked at every"),
          spread(tail + " 50").text(0), spread(tail + " 99").text(0),
          "Jinx " + Spread.number(sooner, 0) + "x sooner", ten ? ">= 50x sooner" : "",
          ten ? Table.verdict(sooner >= 50) : "");
    }
    Spread held = spread("held jinx 50");
    table.row(jdk, "thread held by the hit", held.text(2), spread("held jinx 99").text(1), "",
        "p50 <= 2 us", Table.verdict(held.median() <= 2));
    table.row(jdk, "thread held by the socket write", spread("held plain 50").text(2),
        spread("held plain 99").text(1), "", "", "");
    table.row(jdk, "thread held by a write to the log", spread("held log 50").text(2),
        spread("held log 99").text(1), "", "", "");
  }

  private Spread spread(String what) {
    return Spread.of(values.getOrDefault(what, List.of()));
  }

  private void fork(Jdk jdk) throws Exception {
    Path directory = Layout.work("C");
    Path config = Node.config(directory, false, Hits.point());
    List<Child> watchers = new ArrayList<>();
    try (Child application =
        Child.start(directory, jdk, List.of(Layout.jinxAgent(config)), PaceChild.class,
            directory.toString())) {
      checkClock(application);
      String address = application.await("address");
      String port = application.await("plain");
      String[][] arguments = {
        {"sse", address}, {"plain", port}, {"tail", directory + "/log", "10"},
        {"tail", directory + "/log", "100"}
      };
      for (int i = 0; i < arguments.length; i++) {
        List<String> all = new ArrayList<>(List.of(arguments[i]));
        all.add(String.valueOf(BLOCK * ROUNDS));
        all.add(directory.resolve("times-" + i).toString());
        Child watcher =
            Child.start(directory, jdk, List.of(), Watcher.class, all.toArray(new String[0]));
        watchers.add(watcher);
        checkClock(watcher);
        watcher.await("ready");
      }
      long[][][] blocks = blocks(application);
      for (Child watcher : watchers) {
        watcher.await("done");
      }
      take(blocks, directory);
      watchers.remove(0).close();
      reader(application, jdk, directory, address);
    } finally {
      for (Child watcher : watchers) {
        watcher.close();
      }
    }
  }

  /** Processor time, with a reader that is attached. */
  private void reader(Child application, Jdk jdk, Path directory, String address)
      throws Exception {
    try (Child reader =
        Child.start(directory, jdk, List.of(), Readers.class, address,
            "/v2/error_injection/events", "1", directory.resolve("gauge").toString())) {
      reader.await("connected");
      for (String kind : List.of("idle", "paced", "bare")) {
        application.tell(kind + " " + SECONDS);
        String[] words = application.await(kind).split(" ", 2);
        double used = Double.parseDouble(words[0]) * 100;
        add(kind, used);
        if (kind.equals("idle")) {
          threads = words[1];
        } else if (kind.equals("bare")) {
          List<Double> paced = values.getOrDefault("paced", List.of());
          paced.set(paced.size() - 1, paced.get(paced.size() - 1) - used);
        }
      }
    }
  }

  private static long[][][] blocks(Child application) throws Exception {
    String[] kinds = {"jinx", "plain", "log"};
    long[][][] blocks = new long[kinds.length][ROUNDS][];
    for (int round = 0; round < ROUNDS; round++) {
      for (int kind = 0; kind < kinds.length; kind++) {
        application.tell("block " + kinds[kind] + " " + BLOCK);
        blocks[kind][round] =
            Arrays.stream(application.await("block " + kinds[kind]).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
      }
    }
    return blocks;
  }

  private void take(long[][][] blocks, Path directory) throws Exception {
    String[] kinds = {"jinx", "plain", "log"};
    // The first rounds warm up.
    for (int round = Rounds.of(2, 1); round < ROUNDS; round++) {
      for (int i = 0; i < WATCHERS.length; i++) {
        long[] times = Watcher.read(directory.resolve("times-" + i));
        long[] block = blocks[Math.min(i, 2)][round];
        double[] took = new double[BLOCK];
        for (int n = 0; n < BLOCK; n++) {
          took[n] = (times[round * BLOCK + n] - block[2 * n]) / 1e3;
        }
        percentiles(WATCHERS[i], took);
      }
      for (int kind = 0; kind < kinds.length; kind++) {
        double[] held = new double[BLOCK];
        for (int n = 0; n < BLOCK; n++) {
          held[n] = blocks[kind][round][2 * n + 1] / 1e3;
        }
        percentiles("held " + kinds[kind], held);
      }
      add("ratio", last("jinx 50") / last("plain 50"));
    }
  }

  private void percentiles(String what, double[] unordered) {
    Arrays.sort(unordered);
    add(what + " 50", Spread.percentile(unordered, 50));
    add(what + " 99", Spread.percentile(unordered, 99));
  }

  private void add(String what, double value) {
    values.computeIfAbsent(what, name -> new ArrayList<>()).add(value);
  }

  private double last(String what) {
    List<Double> all = values.getOrDefault(what, List.of());
    return all.get(all.size() - 1);
  }

  /** Both JVMs must read the same clock, or no difference of their times means anything. */
  private static void checkClock(Child child) throws Exception {
    long theirs = Long.parseLong(child.await("clock"));
    long away = System.nanoTime() - theirs;
    if (away < 0 || away > 5_000_000_000L) {
      throw new IllegalStateException("the JVMs' clocks are " + away + " ns apart");
    }
  }
}
