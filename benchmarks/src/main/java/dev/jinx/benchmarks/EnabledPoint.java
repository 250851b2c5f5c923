package dev.jinx.benchmarks;

import java.util.List;

/** B: what an enabled point that only publishes costs the application's thread. */
final class EnabledPoint implements Bench {
  private static final int FORKS = Rounds.of(5, 1);
  private static final int FORKS_KEPT = Rounds.of(3, 1);

  @Override
  public String what() {
    return "an enabled point that only publishes, beside the clock, a queue and loggers";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "threads",
            "in the application's thread (bursts)",
            "ns/op",
            "/ nanoTime",
            "B/op",
            "budget",
            "");
    for (Jdk jdk : jdks) {
      HitFork one = measure(table, jdk, 1);
      HitFork lines = new HitFork(1, true, false, true);
      for (int fork = 0; fork < FORKS; fork++) {
        lines.run(jdk);
      }
      row(table, jdk, 1, Work.JINX, ", lines on stderr", lines);
      HitFork two = measure(table, jdk, 2);
      double ratio = two.nanos(Work.JINX).median() / one.nanos(Work.JINX).median();
      double clock = two.nanos(Work.NANOTIME).median() / one.nanos(Work.NANOTIME).median();
      table.row(
          jdk.label(),
          "2 / 1",
          "Jinx (nanoTime alone: " + Spread.number(clock, 2) + ")",
          Spread.number(ratio, 2) + "x",
          "",
          "",
          "2 threads no slower",
          Table.verdict(ratio <= Math.max(1, clock) * 1.05));
    }
    table.print();
    new SustainedHits().run(jdks);
  }

  /** Forks with the log on disk in turns with those without. */
  private static HitFork measure(Table table, Jdk jdk, int threads) throws Exception {
    HitFork off = new HitFork(threads, false, false, true);
    HitFork on = new HitFork(threads, false, true, true);
    for (int fork = 0; fork < FORKS; fork++) {
      off.run(jdk);
      if (fork < FORKS_KEPT) {
        on.run(jdk);
      }
    }
    for (Work work : Work.values()) {
      row(table, jdk, threads, work, "", off);
    }
    row(table, jdk, threads, Work.JINX, ", log on disk", on);
    Spread ratio = on.against(off);
    table.row(
        jdk.label(),
        String.valueOf(threads),
        "log on disk / without one, each by its clock",
        "",
        ratio.text(2) + "x",
        "",
        "<= 1.3x",
        Table.verdict(ratio.median() <= 1.3));
    return off;
  }

  private static void row(
      Table table, Jdk jdk, int threads, Work work, String more, HitFork forks) {
    Spread ratio = forks.ratio(work);
    Spread bytes = forks.bytes(work);
    boolean jinx = work == Work.JINX;
    table.row(
        jdk.label(),
        String.valueOf(threads),
        work.label() + more,
        forks.nanos(work).text(1),
        ratio.text(2),
        Spread.number(bytes.median(), 1),
        jinx ? "<= 2.00, 0 B" : "",
        jinx ? Table.verdict(ratio.median() <= 2 && bytes.median() < 0.5) : "");
  }
}
