package dev.jinx.benchmarks;

import dev.jinx.disk.EventReader;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** I: how long it takes to open the log of a process that is dead. */
final class Recoveries {
  private static final int EVENTS = Rounds.of(1_000_000, 100_000);
  private static final int BURST = Rounds.of(2_000_000, 500_000);
  private static final int ROUNDS = Rounds.of(3, 1);

  private final Table table =
      new Table("JDK", "in a JVM just started", "events", "ms", "us an event", "budget", "");

  void run(List<Jdk> jdks) throws Exception {
    Path log = filled(Layout.work("I"));
    for (Jdk jdk : jdks) {
      segments(jdk, log);
      rings(jdk);
    }
    LogFiles.delete(log);
    table.print();
    System.out.println(
        "Events are counted: "
            + Spread.number(EVENTS, 0)
            + " in the segments; of each burst, hits in the log and hits that it tells were lost"
            + " for want of room are the "
            + Spread.number(BURST, 0)
            + " that there were.");
  }

  private void segments(Jdk jdk, Path log) throws Exception {
    Samples samples = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      drop(log);
      samples.add("read", took(jdk, log, "read", 0));
      drop(log);
      samples.add("cold", took(jdk, log, "recover", EVENTS));
      samples.add("warm", took(jdk, log, "recover", EVENTS));
    }
    String bytes = Spread.number(bytes(log) / 1e6, 0) + " MB";
    row(jdk, "segments in the page cache, " + bytes, EVENTS, samples.spread("warm"), true);
    row(jdk, "segments not in the page cache", EVENTS, samples.spread("cold"), true);
    row(jdk, "those files read, not in the page cache", EVENTS, samples.spread("read"), false);
  }

  private void row(Jdk jdk, String what, double events, Spread millis, boolean judged) {
    table.row(
        jdk.label(),
        what,
        Spread.number(events, 0),
        millis.text(0),
        Spread.number(millis.median() * 1e3 / events, 2),
        judged ? "1 million in < 2 s" : "",
        judged ? Table.verdict(millis.median() * 1e6 / events < 2_000) : "");
  }

  /** Milliseconds. */
  private static double took(Jdk jdk, Path log, String what, long events) throws Exception {
    Path directory = Layout.work("I");
    try (Child child =
        Child.startWithLog(directory, jdk, List.of(), RecoverChild.class, log, what)) {
      double took = Double.parseDouble(child.await("took"));
      long there = Long.parseLong(child.await("events"));
      if (there != events) {
        throw new IllegalStateException(there + " events recovered of " + events);
      }
      return took;
    }
  }

  private void rings(Jdk jdk) throws Exception {
    Samples samples = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      Path directory = Layout.work("I");
      Path log = LogFiles.of(directory);
      Path config = Node.config(directory, LogFiles.allKeys(directory), Hits.point());
      try (Child child =
          Child.start(
              directory,
              jdk,
              List.of(Layout.jinxAgent(config)),
              BurstChild.class,
              directory.toString(),
              String.valueOf(BURST))) {
        child.lines();
      }
      Segments before = Segments.open(log, false, JinxStore::refuse);
      // The death of a writer is no problem; what it left is taken over by a JVM of its own.
      samples.add("before", JinxStore.count(before));
      samples.add("ms", tookOver(jdk, log));
      Segments after = Segments.open(log, false, JinxStore::refuse);
      samples.add("taken", JinxStore.count(after) - samples.last("before"));
      requireAll(after);
      LogFiles.clear(directory);
    }
    String before = Spread.number(samples.spread("before").median(), 0);
    row(
        jdk,
        "rings, what was not yet behind " + before + " in segments",
        samples.spread("taken").median(),
        samples.spread("ms"),
        true);
  }

  private static double tookOver(Jdk jdk, Path log) throws Exception {
    try (Child child =
        Child.startWithLog(Layout.work("I"), jdk, List.of(), RecoverChild.class, log, "recover")) {
      double took = Double.parseDouble(child.await("took"));
      child.await("events");
      return took;
    }
  }

  /** Every hit is an event, or one that is told to be lost. */
  private static void requireAll(Segments log) throws IOException {
    long hits = 0;
    long lost = 0;
    EventReader reader = new EventReader(log, log.first());
    while (reader.next()) {
      int head = Math.min(reader.length(), 120);
      String text = new String(reader.bytes(), reader.offset(), head, StandardCharsets.US_ASCII);
      int at = text.indexOf(",\"lost\":");
      if (text.startsWith("{\"injection\":\"" + Hits.POINT + "\"")) {
        hits++;
      } else if (at > 0) {
        int from = at + 8;
        lost += Long.parseLong(text.substring(from, text.indexOf(',', from)));
      }
    }
    if (hits + lost != BURST) {
      throw new IllegalStateException(hits + " hits and " + lost + " lost of " + BURST);
    }
  }

  /** A log of that many events, left as if its writer had been killed. */
  private static Path filled(Path directory) throws Exception {
    Path log = LogFiles.of(directory);
    Lines lines = new Lines();
    try (JinxStore store = new JinxStore(log, false)) {
      while (lines.seq() < EVENTS) {
        lines.next();
        store.append(lines.seq(), lines.bytes(), lines.length());
        if (lines.seq() % 512 == 0 || lines.seq() == EVENTS) {
          store.commit();
        }
      }
    }
    return log;
  }

  private static void drop(Path log) throws Exception {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(log, "*.*")) {
      for (Path file : files) {
        PageCache.drop(file);
      }
    }
  }

  private static long bytes(Path log) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(log)) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
