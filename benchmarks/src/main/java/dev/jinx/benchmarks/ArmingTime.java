package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** G: how long enabling and declaring take, over HTTP, with 10,000 classes loaded. */
final class ArmingTime implements Bench {
  private static final String[] WHAT = {
    "enable a woven point until its next hit is answered",
    "enable a woven point",
    "declare a point in a loaded class",
    "undeclare it"
  };
  private static final String[] BUDGET = {"<= 26 ms", "", "<= 32 ms", ""};
  private static final double[] MOST = {26, Double.MAX_VALUE, 32, Double.MAX_VALUE};

  @Override
  public String what() {
    return "enabling and declaring, until it takes effect, with 10,000 classes loaded";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table = new Table("JDK", "over HTTP, one connection each", "ms", "budget", "");
    for (Jdk jdk : jdks) {
      List<List<Double>> columns = new ArrayList<>();
      for (int i = 0; i < WHAT.length; i++) {
        columns.add(new ArrayList<>());
      }
      Path directory = Layout.work("G");
      Path config = Node.config(directory, false, Hits.point());
      try (Child child =
          Child.start(
              directory,
              jdk,
              List.of(Layout.jinxAgent(config)),
              ArmingChild.class,
              directory.toString())) {
        for (String line : child.lines()) {
          String[] words = line.split(" ");
          for (int i = 0; i < WHAT.length; i++) {
            columns.get(i).add(Double.valueOf(words[i]));
          }
        }
      }
      for (int i = 0; i < WHAT.length; i++) {
        Spread spread = Spread.of(columns.get(i));
        table.row(
            jdk.label(),
            WHAT[i],
            spread.text(2),
            BUDGET[i],
            BUDGET[i].isEmpty() ? "" : Table.verdict(spread.median() <= MOST[i]));
      }
    }
    table.print();
  }
}
