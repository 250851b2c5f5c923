package dev.jinx.benchmarks;

import java.util.List;

/** I: a hit where the rings are mapped, beside one where they lie on the heap. */
final class MappedRings {
  void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "threads",
            "a hit, in the application's thread (bursts)",
            "ns/op",
            "/ nanoTime",
            "mapped / heap, each by its clock",
            "budget",
            "");
    for (Jdk jdk : jdks) {
      HitFork heap = new HitFork(1, false, false, false);
      HitFork mapped = new HitFork(1, false, true, false);
      for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
        // The order turns, as a machine that others use gets slower or faster.
        (fork % 2 == 0 ? heap : mapped).run(jdk);
        (fork % 2 == 0 ? mapped : heap).run(jdk);
      }
      Spread ratio = mapped.against(heap);
      row(table, jdk, "rings on the heap, no log on disk", heap, "", "", "");
      row(
          table,
          jdk,
          "mapped rings, log on disk",
          mapped,
          ratio.text(2),
          "<= 1.3x",
          Table.verdict(ratio.median() <= 1.3));
    }
    table.print();
  }

  private static void row(
      Table table,
      Jdk jdk,
      String what,
      HitFork forks,
      String ratio,
      String budget,
      String verdict) {
    table.row(
        jdk.label(),
        "1",
        what,
        forks.nanos(Work.JINX).text(1),
        forks.ratio(Work.JINX).text(2),
        ratio,
        budget,
        verdict);
  }
}
