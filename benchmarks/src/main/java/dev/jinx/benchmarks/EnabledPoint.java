package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** B: what an enabled point that only publishes costs the application's thread. */
final class EnabledPoint implements Bench {
  private static final String EVENTS = "/v2/error_injection/events";

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
      Map<Work, List<double[]>> one = measure(table, jdk, 1, false);
      measure(table, jdk, 1, true);
      Map<Work, List<double[]>> two = measure(table, jdk, 2, false);
      double ratio = column(two, Work.JINX, 0).median() / column(one, Work.JINX, 0).median();
      double clock =
          column(two, Work.NANOTIME, 0).median() / column(one, Work.NANOTIME, 0).median();
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

  private static Map<Work, List<double[]>> measure(Table table, Jdk jdk, int threads, boolean lines)
      throws Exception {
    Map<Work, List<double[]>> works = new EnumMap<>(Work.class);
    for (int fork = 0; fork < Rounds.of(5, 1); fork++) {
      for (String line : fork(jdk, threads, lines)) {
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
    for (Work work : lines ? new Work[] {Work.JINX} : Work.values()) {
      Spread ratio = column(works, work, 1);
      Spread bytes = column(works, work, 2);
      boolean jinx = work == Work.JINX;
      table.row(
          jdk.label(),
          String.valueOf(threads),
          work.label() + (lines ? ", lines on stderr" : ""),
          column(works, work, 0).text(1),
          ratio.text(2),
          Spread.number(bytes.median(), 1),
          jinx ? "<= 2.00, 0 B" : "",
          jinx ? Table.verdict(ratio.median() <= 2 && bytes.median() < 0.5) : "");
    }
    return works;
  }

  private static List<String> fork(Jdk jdk, int threads, boolean lines) throws Exception {
    Path directory = Layout.work("B");
    Path gauge = directory.resolve("gauge");
    Path config = Node.config(directory, lines, Hits.point());
    try (Child child =
        Child.start(
            directory,
            jdk,
            List.of(Layout.jinxAgent(config)),
            HitChild.class,
            directory.toString(),
            String.valueOf(threads),
            gauge.toString())) {
      String address = child.await("address");
      try (Child reader =
          Child.start(
              directory, jdk, List.of(), Readers.class, address, EVENTS, "1", gauge.toString())) {
        reader.await("connected");
        child.tell("go");
        return child.lines();
      }
    }
  }

  private static Spread column(Map<Work, List<double[]>> works, Work work, int column) {
    List<Double> values = new ArrayList<>();
    for (double[] fork : works.getOrDefault(work, List.of())) {
      values.add(fork[column]);
    }
    return Spread.of(values);
  }
}
