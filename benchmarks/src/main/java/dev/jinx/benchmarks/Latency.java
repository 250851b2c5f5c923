package dev.jinx.benchmarks;

import java.util.List;

/** C: how soon a client has a hit, and what that costs the application. */
final class Latency implements Bench {
  @Override
  public String what() {
    return "hit to client callback, one a millisecond, beside a plain socket and a tailed log";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table = new Table("JDK", "one a millisecond", "p50 us", "p99 us", "ratio", "budget", "");
    Table cpu = new Table("JDK", "processor", "% of a core", "budget", "", "threads, us in all");
    for (Jdk jdk : jdks) {
      Samples off = new Samples();
      Samples on = new Samples();
      LatencyFork forks = new LatencyFork(false, off);
      LatencyFork kept = new LatencyFork(true, on);
      for (int i = 0; i < Rounds.of(3, 1); i++) {
        forks.run(jdk);
        kept.run(jdk);
      }
      arrival(table, jdk.label(), off);
      kept(table, jdk.label(), on, off);
      processor(cpu, jdk.label(), "", off, forks.threads());
      processor(cpu, jdk.label(), ", log on disk", on, kept.threads());
    }
    table.print();
    cpu.print();
  }

  private static void processor(
      Table cpu, String jdk, String more, Samples samples, String threads) {
    Spread idle = samples.spread("idle");
    cpu.row(
        jdk,
        "idle, point enabled, reader attached" + more,
        idle.text(3),
        "< 0.5",
        Table.verdict(idle.median() < 0.5),
        threads);
    cpu.row(
        jdk,
        "a hit a millisecond, less the application's own pace" + more,
        samples.difference("paced", "bare").text(2),
        "",
        "",
        "");
    cpu.row(
        jdk,
        "the application's own pace, point disabled" + more,
        samples.spread("bare").text(2),
        "",
        "",
        "");
  }

  /** With the log on disk, beside plain writes of the same application; and against without. */
  private static void kept(Table table, String jdk, Samples on, Samples off) {
    Spread ratio = on.spread("ratio");
    table.row(
        jdk,
        "plain socket write, beside the log on disk",
        on.spread("plain 50").text(1),
        on.spread("plain 99").text(0),
        "1",
        "",
        "");
    table.row(
        jdk,
        "Jinx, log on disk, hit to the reader",
        on.spread("jinx 50").text(1),
        on.spread("jinx 99").text(0),
        ratio.text(2),
        "p50 <= 1.5x plain",
        Table.verdict(ratio.median() <= 1.5));
    Spread held = on.spread("held jinx 50");
    table.row(
        jdk,
        "thread held by the hit, log on disk",
        held.text(2),
        on.spread("held jinx 99").text(1),
        "",
        "p50 <= 2 us",
        Table.verdict(held.median() <= 2));
    table.row(
        jdk,
        "log on disk / without one: hit to the reader",
        factor(on, off, "jinx 50"),
        factor(on, off, "jinx 99"),
        factor(on, off, "ratio"),
        "",
        "");
    table.row(
        jdk,
        "log on disk / without one: thread held",
        factor(on, off, "held jinx 50"),
        factor(on, off, "held jinx 99"),
        "",
        "",
        "");
  }

  /** A median by another. */
  private static String factor(Samples on, Samples off, String name) {
    return Spread.number(on.spread(name).median() / off.spread(name).median(), 2) + "x";
  }

  private static void arrival(Table table, String jdk, Samples samples) {
    Spread ratio = samples.spread("ratio");
    table.row(
        jdk,
        "plain socket write, to the reader",
        samples.spread("plain 50").text(1),
        samples.spread("plain 99").text(0),
        "1",
        "",
        "");
    table.row(
        jdk,
        "Jinx, hit to the reader of the stream",
        samples.spread("jinx 50").text(1),
        samples.spread("jinx 99").text(0),
        ratio.text(2),
        "p50 <= 1.5x plain",
        Table.verdict(ratio.median() <= 1.5));
    for (String tail : List.of("tail 10 ms", "tail 100 ms")) {
      double sooner = samples.spread(tail + " 50").median() / samples.spread("jinx 50").median();
      boolean ten = tail.equals("tail 10 ms");
      table.row(
          jdk,
          "log file, " + tail.replace("tail", "looked at every"),
          samples.spread(tail + " 50").text(0),
          samples.spread(tail + " 99").text(0),
          "Jinx " + Spread.number(sooner, 0) + "x sooner",
          ten ? ">= 50x sooner" : "",
          ten ? Table.verdict(sooner >= 50) : "");
    }
    Spread held = samples.spread("held jinx 50");
    table.row(
        jdk,
        "thread held by the hit",
        held.text(2),
        samples.spread("held jinx 99").text(1),
        "",
        "p50 <= 2 us",
        Table.verdict(held.median() <= 2));
    table.row(
        jdk,
        "thread held by the socket write",
        samples.spread("held plain 50").text(2),
        samples.spread("held plain 99").text(1),
        "",
        "",
        "");
    table.row(
        jdk,
        "thread held by a write to the log",
        samples.spread("held log 50").text(2),
        samples.spread("held log 99").text(1),
        "",
        "",
        "");
  }
}
