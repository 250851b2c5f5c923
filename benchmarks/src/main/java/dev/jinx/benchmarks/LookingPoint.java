package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** K: what a condition, a capture and a draw cost the application's thread. There is no budget. */
final class LookingPoint implements Bench {
  @Override
  public String what() {
    return "points with a condition, a capture or a draw, beside one that only publishes";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table = new Table("JDK", "in the application's thread (bursts)", "ns/op", "B/op");
    for (Jdk jdk : jdks) {
      Map<Looks, List<Double>> nanos = new EnumMap<>(Looks.class);
      Map<Looks, List<Double>> bytes = new EnumMap<>(Looks.class);
      for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
        Path directory = Layout.work("K");
        Path config = Node.config(directory, false, Looks.points());
        try (Child child =
            Child.start(
                directory,
                jdk,
                List.of(Layout.jinxAgent(config)),
                LookChild.class,
                directory.toString())) {
          for (String line : child.lines()) {
            String[] words = line.split(" ");
            Looks look = Looks.valueOf(words[0]);
            nanos.computeIfAbsent(look, l -> new ArrayList<>()).add(Double.valueOf(words[1]));
            bytes.computeIfAbsent(look, l -> new ArrayList<>()).add(Double.valueOf(words[2]));
          }
        }
      }
      nanos.forEach(
          (look, values) ->
              table.row(
                  jdk.label(),
                  look.label,
                  Spread.of(values).text(1),
                  Spread.number(Spread.of(bytes.getOrDefault(look, List.of())).median(), 0)));
    }
    table.print();
  }
}
