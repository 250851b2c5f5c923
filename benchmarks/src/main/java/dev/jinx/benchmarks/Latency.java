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
      Samples samples = new Samples();
      LatencyFork fork = new LatencyFork(samples);
      for (int i = 0; i < Rounds.of(3, 1); i++) {
        fork.run(jdk);
      }
      arrival(table, jdk.label(), samples);
      Spread idle = samples.spread("idle");
      cpu.row(
          jdk.label(),
          "idle, point enabled, reader attached",
          idle.text(3),
          "< 0.5",
          Table.verdict(idle.median() < 0.5),
          fork.threads());
      cpu.row(
          jdk.label(),
          "a hit a millisecond, less the application's own pace",
          samples.difference("paced", "bare").text(2),
          "",
          "",
          "");
      cpu.row(
          jdk.label(),
          "the application's own pace, point disabled",
          samples.spread("bare").text(2),
          "",
          "",
          "");
    }
    table.print();
    cpu.print();
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
