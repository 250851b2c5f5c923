package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of C: an application, its watchers, and what they saw, in microseconds. */
final class LatencyFork {
  private static final String[] WATCHERS = {"jinx", "plain", "tail 10 ms", "tail 100 ms"};
  private static final String[] KINDS = {"jinx", "plain", "log"};
  private static final int BLOCK = Rounds.of(1_000, 300);
  private static final int ROUNDS = Rounds.of(7, 3);

  private final boolean kept;
  private final Samples samples;
  private final int watched;
  private final int kinds;
  private String threads = "";

  /**
   * Forks of one kind.
   *
   * @param kept whether Jinx keeps events on disk; then the application writes no log of its own,
   *     which nobody watches
   */
  LatencyFork(boolean kept, Samples samples) {
    this.kept = kept;
    this.samples = samples;
    watched = kept ? 2 : WATCHERS.length;
    kinds = kept ? 2 : KINDS.length;
  }

  /** The threads that used most of the processor while idle, and how much. */
  String threads() {
    return threads;
  }

  void run(Jdk jdk) throws Exception {
    Path directory = Layout.work("C");
    String log = kept ? LogFiles.keys(directory, false) : "hits: false";
    Path config = Node.config(directory, log, Hits.point());
    List<Child> watchers = new ArrayList<>();
    try (Child application =
        Child.start(
            directory,
            jdk,
            List.of(Layout.jinxAgent(config)),
            PaceChild.class,
            directory.toString())) {
      checkClock(application);
      String address = application.await("address");
      String port = application.await("plain");
      String[][] arguments = {
        {"sse", address},
        {"plain", port},
        {"tail", directory + "/log", "10"},
        {"tail", directory + "/log", "100"}
      };
      for (int i = 0; i < watched; i++) {
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
      LogFiles.clear(directory);
    }
  }

  /** Processor time, with a reader that is attached. */
  private void reader(Child application, Jdk jdk, Path directory, String address) throws Exception {
    try (Child reader =
        Child.start(
            directory,
            jdk,
            List.of(),
            Readers.class,
            address,
            "/v2/error_injection/events",
            "1",
            directory.resolve("gauge").toString())) {
      reader.await("connected");
      for (String kind : List.of("idle", "paced", "bare")) {
        int seconds = kept && !kind.equals("idle") ? 5 : 10;
        application.tell(kind + " " + Rounds.of(seconds, 3));
        String[] words = application.await(kind).split(" ", 2);
        double used = Double.parseDouble(words[0]) * 100;
        samples.add(kind, used);
        if (kind.equals("idle")) {
          threads = words[1];
        }
      }
    }
  }

  private long[][][] blocks(Child application) throws Exception {
    long[][][] blocks = new long[kinds][ROUNDS][];
    for (int round = 0; round < ROUNDS; round++) {
      for (int kind = 0; kind < kinds; kind++) {
        application.tell("block " + KINDS[kind] + " " + BLOCK);
        blocks[kind][round] =
            Arrays.stream(application.await("block " + KINDS[kind]).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
      }
    }
    return blocks;
  }

  private void take(long[][][] blocks, Path directory) throws Exception {
    // The first rounds warm up.
    for (int round = Rounds.of(2, 1); round < ROUNDS; round++) {
      for (int i = 0; i < watched; i++) {
        long[] times = Watcher.read(directory.resolve("times-" + i));
        long[] block = blocks[Math.min(i, 2)][round];
        double[] took = new double[BLOCK];
        for (int n = 0; n < BLOCK; n++) {
          took[n] = (times[round * BLOCK + n] - block[2 * n]) / 1e3;
        }
        samples.percentiles(WATCHERS[i], took);
      }
      for (int kind = 0; kind < kinds; kind++) {
        double[] held = new double[BLOCK];
        for (int n = 0; n < BLOCK; n++) {
          held[n] = blocks[kind][round][2 * n + 1] / 1e3;
        }
        samples.percentiles("held " + KINDS[kind], held);
      }
      samples.add("ratio", samples.last("jinx 50") / samples.last("plain 50"));
    }
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
