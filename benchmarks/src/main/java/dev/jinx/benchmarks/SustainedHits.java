package dev.jinx.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** B, sustained: as fast as the threads go, by JMH. */
final class SustainedHits {
  void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table("JDK", "threads", "sustained (JMH)", "ns/op", "/ nanoTime", "delivered", "lost");
    for (Jdk jdk : jdks) {
      for (int threads = 1; threads <= 2; threads++) {
        double clock = 0;
        for (Work work : Work.values()) {
          Path directory = Layout.work("B-jmh");
          Spread nanos = measure(jdk, threads, work, directory, false);
          clock = work == Work.NANOTIME ? nanos.median() : clock;
          row(table, jdk, threads, work.label(), directory, nanos, clock);
        }
        Path directory = Layout.work("B-jmh");
        Spread nanos = measure(jdk, threads, Work.JINX, directory, true);
        String label = Work.JINX.label() + ", log on disk";
        row(table, jdk, threads, label, directory, nanos, clock);
      }
    }
    table.print();
    System.out.println(
        "delivered and lost: events of the last fork; readers are told of every loss by a gap.");
  }

  private static void row(
      Table table, Jdk jdk, int threads, String label, Path directory, Spread nanos, double clock)
      throws Exception {
    Path told = directory.resolve("reader");
    String[] counts =
        Files.exists(told) ? Files.readString(told).split(" ") : new String[] {"", ""};
    table.row(
        jdk.label(),
        String.valueOf(threads),
        label,
        nanos.text(1),
        Spread.number(nanos.median() / clock, 2),
        grouped(counts[0]),
        grouped(counts[1]));
  }

  private static String grouped(String number) {
    return number.isEmpty() ? "" : Spread.number(Double.parseDouble(number), 0);
  }

  private static Spread measure(Jdk jdk, int threads, Work work, Path directory, boolean kept)
      throws Exception {
    String name = work.name().toLowerCase(Locale.ROOT);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(HitBenchmark.class.getName() + "\\." + name + "$")
            .threads(threads)
            .forks(Rounds.of(2, 1))
            .warmupIterations(Rounds.of(2, 1))
            .warmupTime(TimeValue.milliseconds(600))
            .measurementIterations(Rounds.of(4, 1))
            .measurementTime(TimeValue.milliseconds(600))
            .jvm(jdk.java())
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .shouldDoGC(false);
    String place = "-Djinx.bench.directory=" + directory;
    List<String> quiet =
        jdk.feature() >= 24 ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
    if (work == Work.JINX) {
      String log = kept ? LogFiles.keys(directory, false) : "hits: false";
      Path config = Node.config(directory, log, Hits.point());
      options.jvmArgsPrepend(place, Layout.jinxAgent(config));
    } else {
      options.jvmArgsPrepend(place);
    }
    options.jvmArgsAppend(quiet.toArray(new String[0]));
    TreeMap<Integer, Double> values = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      for (var fork : result.getBenchmarkResults()) {
        values.put(values.size(), fork.getPrimaryResult().getScore());
      }
    }
    LogFiles.clear(directory);
    return Spread.of(values.values());
  }
}
