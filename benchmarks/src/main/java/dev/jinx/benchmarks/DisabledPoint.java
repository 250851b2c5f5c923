package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A: what a disabled point costs. */
final class DisabledPoint implements Bench {
  private static final double BUDGET = 1.02;

  @Override
  public String what() {
    return "a disabled point: woven twin / unwoven twin, beside Byteman's IF FALSE";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "method",
            "ns unwoven",
            "two unwoven twins",
            "Jinx",
            "Jinx, enabled 3x before",
            "B/op",
            "Byteman",
            "B/op",
            "budget",
            "");
    for (Jdk jdk : jdks) {
      Map<String, List<double[]>> never = forks(jdk, "jinx", Rounds.of(5, 1));
      Map<String, List<double[]>> toggled = forks(jdk, "toggled", Rounds.of(5, 1));
      Map<String, List<double[]>> byteman = forks(jdk, "byteman", Rounds.of(2, 1));
      for (String name : TwinTemplate.CELLS) {
        String cell = name.replace(' ', '_');
        Spread jinx = column(never, cell, 0);
        Spread after = column(toggled, cell, 0);
        double bytes = Math.max(column(never, cell, 4).max(), column(toggled, cell, 4).max());
        boolean met = jinx.median() <= BUDGET && after.median() <= BUDGET && bytes < 0.01;
        table.row(
            jdk.label(),
            name,
            column(never, cell, 3).text(2),
            column(never, cell, 1).text(3),
            jinx.text(3),
            after.text(3),
            Spread.number(bytes, 2),
            column(byteman, cell, 0).text(1),
            Spread.number(column(byteman, cell, 4).median(), 0),
            "<= 1.02, 0 B",
            Table.verdict(met));
      }
    }
    table.print();
  }

  private static Map<String, List<double[]>> forks(Jdk jdk, String mode, int forks)
      throws Exception {
    Map<String, List<double[]>> cells = new LinkedHashMap<>();
    for (int fork = 0; fork < forks; fork++) {
      for (String line : fork(jdk, mode, fork)) {
        String[] words = line.split(" ");
        if (words[0].equals("cell")) {
          double[] values = new double[words.length - 2];
          for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(words[i + 2]);
          }
          cells.computeIfAbsent(words[1], cell -> new ArrayList<>()).add(values);
        }
      }
    }
    return cells;
  }

  private static List<String> fork(Jdk jdk, String mode, int fork) throws Exception {
    Path directory = Layout.work("A");
    String agent =
        mode.equals("byteman")
            ? Layout.bytemanAgent(Layout.write(directory, "rules.btm", rules()))
            : Layout.jinxAgent(Node.config(directory, false, points()));
    List<String> options =
        List.of(
            agent, "-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline,bench.*::called*");
    try (Child child =
        Child.start(
            directory,
            jdk,
            options,
            TwinChild.class,
            String.valueOf(fork),
            mode.equals("byteman") ? "plain" : mode,
            directory.resolve("port").toString())) {
      return child.lines();
    }
  }

  private static List<String> points() {
    List<String> lines = new ArrayList<>();
    for (String[] point : Twins.POINTS) {
      lines.addAll(Node.point(point[0], Twins.WOVEN + "#" + point[0], point[1]));
    }
    return lines;
  }

  private static List<String> rules() {
    List<String> lines = new ArrayList<>();
    for (String[] point : Twins.POINTS) {
      String at =
          point[1].equals("exit")
              ? "AT EXIT"
              : point[1].equals("throw") ? "AT EXCEPTION EXIT" : "AT ENTRY";
      lines.addAll(
          List.of(
              "RULE " + point[0],
              "CLASS " + Twins.WOVEN,
              "METHOD " + point[0],
              at,
              "IF FALSE",
              "DO NOTHING",
              "ENDRULE"));
    }
    return lines;
  }

  private static Spread column(Map<String, List<double[]>> cells, String cell, int column) {
    List<Double> values = new ArrayList<>();
    for (double[] fork : cells.getOrDefault(cell, List.of())) {
      values.add(fork[column]);
    }
    return Spread.of(values);
  }
}
