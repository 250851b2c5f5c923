package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** D: deliveries a second, and a reader that stops reading. */
final class Deliveries implements Bench {
  /** The kind of server that keeps events on disk. */
  static final String KEPT = "jinx-kept";

  private static final int[] READERS = {1, 100, 1000};

  @Override
  public String what() {
    return "deliveries a second to 1, 100 and 1000 readers, beside Undertow's send()";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "readers",
            "Jinx, 1000/s",
            "lost",
            "log on disk, 1000/s",
            "lost",
            "on / off",
            "send() by callback",
            "ratio",
            "send() to a bounded lead",
            "ratio",
            "budget",
            "");
    Table stalled =
        new Table("JDK", "a reader that stops reading", "live heap, B an event", "budget", "");
    for (Jdk jdk : jdks) {
      for (int readers : READERS) {
        rates(table, jdk, readers);
      }
      double jinx = StalledReader.growth(jdk, "jinx");
      double kept = StalledReader.growth(jdk, KEPT);
      double undertow = StalledReader.growth(jdk, "queue");
      stalled.row(
          jdk.label(), "Jinx", Spread.number(jinx, 1), "constant: < 2", Table.verdict(jinx < 2));
      stalled.row(
          jdk.label(),
          "Jinx, log on disk",
          Spread.number(kept, 1),
          "constant: < 2",
          Table.verdict(kept < 2));
      stalled.row(jdk.label(), "Undertow send()", Spread.number(undertow, 1), "", "");
    }
    table.print();
    stalled.print();
  }

  private static void rates(Table table, Jdk jdk, int readers) throws Exception {
    List<Double> jinx = new ArrayList<>();
    List<Double> callback = new ArrayList<>();
    List<Double> queue = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> queueRatios = new ArrayList<>();
    long lost = 0;
    List<Double> kept = new ArrayList<>();
    List<Double> keptRatios = new ArrayList<>();
    long keptLost = 0;
    for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
      long[] counted = new long[1];
      jinx.add(rate(jdk, "jinx", readers, counted));
      lost += counted[0];
      kept.add(rate(jdk, KEPT, readers, counted));
      keptLost += counted[0];
      keptRatios.add(kept.get(fork) / jinx.get(fork));
      callback.add(rate(jdk, "callback", readers, counted));
      queue.add(rate(jdk, "queue", readers, counted));
      ratios.add(jinx.get(fork) / callback.get(fork));
      queueRatios.add(jinx.get(fork) / queue.get(fork));
    }
    // Its callback is lost at times, and then that connection gets nothing any more.
    long stalled = callback.stream().filter(rate -> rate == 0).count();
    callback.removeIf(rate -> rate == 0);
    ratios.removeIf(infinite -> infinite.isInfinite() || infinite.isNaN());
    if (callback.isEmpty()) {
      callback.add(0.0);
      ratios.add(Double.NaN);
    }
    double ratio = Spread.of(ratios).median();
    double wanted = readers == 1 ? 8 : readers == 1000 ? 20 : 0;
    double other = Spread.of(queueRatios).median();
    table.row(
        jdk.label(),
        String.valueOf(readers),
        Spread.of(jinx).text(0),
        Spread.number(lost, 0),
        Spread.of(kept).text(0),
        Spread.number(keptLost, 0),
        Spread.of(keptRatios).text(2),
        Spread.of(callback).text(0) + (stalled == 0 ? "" : ", " + stalled + " stalled"),
        Spread.number(ratio, 1),
        Spread.of(queue).text(0),
        Spread.number(other, 1),
        wanted == 0 ? "" : ">= " + (int) wanted + "x",
        wanted == 0
            ? ""
            : Table.verdict(ratio >= wanted)
                + " by callback, "
                + Table.verdict(other >= wanted)
                + " by lead");
  }

  /** Thousands of deliveries a second, the median of some seconds. */
  private static double rate(Jdk jdk, String kind, int readers, long[] lost) throws Exception {
    Path directory = Layout.work("D");
    Path count = directory.resolve("gauge");
    Gauge gauge = new Gauge(count);
    try (Child server = server(jdk, kind, directory)) {
      String address = server.await("address");
      String path = server.await("path");
      try (Child clients =
          Child.start(
              directory,
              jdk,
              List.of(),
              Readers.class,
              address,
              path,
              String.valueOf(readers),
              count.toString())) {
        clients.await("connected");
        server.tell("start " + readers);
        Thread.sleep(Rounds.of(2_500, 2_000));
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < Rounds.of(3, 2); i++) {
          long events = gauge.get(Gauge.EVENTS);
          long start = System.nanoTime();
          Thread.sleep(1_000);
          long took = System.nanoTime() - start;
          seconds.add((gauge.get(Gauge.EVENTS) - events) * 1e6 / took);
        }
        lost[0] = gauge.get(Gauge.LOST);
        return Spread.of(seconds).median();
      }
    } finally {
      LogFiles.clear(directory);
    }
  }

  static Child server(Jdk jdk, String kind, Path directory) throws Exception {
    List<String> options = new ArrayList<>();
    // Else logback, a peer in B, would log Undertow's doings on stdout.
    options.add("-Dorg.jboss.logging.provider=jdk");
    if (kind.startsWith("jinx")) {
      String log = kind.equals(KEPT) ? LogFiles.keys(directory, false) : "hits: false";
      options.add(Layout.jinxAgent(Node.config(directory, log, Hits.point())));
    }
    return Child.start(
        directory,
        jdk,
        options,
        PumpChild.class,
        kind.equals(KEPT) ? "jinx" : kind,
        directory.toString(),
        directory.resolve("gauge").toString());
  }
}
