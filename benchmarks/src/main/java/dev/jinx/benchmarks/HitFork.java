package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Forks of {@link HitChild}, each with a reader attached, and what they measured. */
final class HitFork {
  private static final String EVENTS = "/v2/error_injection/events";

  private final int threads;
  private final boolean lines;
  private final boolean kept;
  private final boolean peers;

  /** Nanoseconds, ratio to the clock and bytes of each fork, by what was done. */
  private final Map<Work, List<double[]>> works = new EnumMap<>(Work.class);

  /**
   * Forks of one kind.
   *
   * @param lines whether each hit is a line on stderr, too
   * @param kept whether events are kept on disk; then the rings are mapped
   * @param peers whether there is more in it than the clock and hits
   */
  HitFork(int threads, boolean lines, boolean kept, boolean peers) {
    this.threads = threads;
    this.lines = lines;
    this.kept = kept;
    this.peers = peers;
  }

  /** One more. */
  void run(Jdk jdk) throws Exception {
    for (String line : measure(jdk)) {
      String[] words = line.split(" ");
      if (words[0].equals("work")) {
        double[] values = new double[3];
        for (int i = 0; i < 3; i++) {
          values[i] = Double.parseDouble(words[i + 2]);
        }
        works.computeIfAbsent(Work.valueOf(words[1]), work -> new ArrayList<>()).add(values);
      } else if (words[0].equals("lost") && !words[1].equals("0")) {
        System.out.println("JDK " + jdk.label() + ", " + threads + " threads: " + line);
      }
    }
  }

  private List<String> measure(Jdk jdk) throws Exception {
    Path directory = Layout.work("B");
    Path gauge = directory.resolve("gauge");
    String log = kept ? LogFiles.keys(directory, lines) : "hits: " + lines;
    Path config = Node.config(directory, log, Hits.point());
    try (Child child =
        Child.start(
            directory,
            jdk,
            List.of(Layout.jinxAgent(config)),
            HitChild.class,
            directory.toString(),
            String.valueOf(threads),
            gauge.toString(),
            String.valueOf(peers))) {
      String address = child.await("address");
      try (Child reader =
          Child.start(
              directory, jdk, List.of(), Readers.class, address, EVENTS, "1", gauge.toString())) {
        reader.await("connected");
        child.tell("go");
        return child.lines();
      }
    } finally {
      LogFiles.clear(directory);
    }
  }

  Spread nanos(Work work) {
    return column(work, 0);
  }

  Spread ratio(Work work) {
    return column(work, 1);
  }

  Spread bytes(Work work) {
    return column(work, 2);
  }

  /** A hit here by a hit there, both by the clock of their own fork, fork by fork. */
  Spread against(HitFork other) {
    List<double[]> mine = works.getOrDefault(Work.JINX, List.of());
    List<double[]> theirs = other.works.getOrDefault(Work.JINX, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      ratios.add(mine.get(i)[1] / theirs.get(i)[1]);
    }
    return Spread.of(ratios);
  }

  private Spread column(Work work, int column) {
    List<Double> values = new ArrayList<>();
    for (double[] fork : works.getOrDefault(work, List.of())) {
      values.add(fork[column]);
    }
    return Spread.of(values);
  }
}
