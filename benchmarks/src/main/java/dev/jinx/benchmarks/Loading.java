package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** F: what an agent adds to the loading of a class in which it looks for nothing. */
final class Loading implements Bench {
  private static final double BUDGET_MICROS = 2;

  @Override
  public String what() {
    return "loading 10,000 classes that do not match, annotation points on, beside Byteman";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "20 points or rules; us a class, warm",
            "in the transformer",
            "whole load, agent alone",
            "budget",
            "");
    for (Jdk jdk : jdks) {
      List<List<Double>> stamped = columns(jdk, List.of(), 4);
      Spread empty = Spread.of(stamped.get(0));
      Spread jinx = Spread.of(stamped.get(1));
      Spread byteman = Spread.of(stamped.get(2));
      Path directory = Layout.work("F");
      Spread bare = whole(jdk, List.of());
      table.row(jdk.label(), "no agent", "", bare.text(1), "", "");
      table.row(
          jdk.label(), "an agent that does nothing: the JVM's part", empty.text(2), "", "", "");
      double own = jinx.median() - empty.median();
      table.row(
          jdk.label(),
          "Jinx, without the JVM's part",
          Spread.number(own, 2) + "; with it " + jinx.text(2),
          whole(jdk, List.of(Layout.jinxAgent(config(directory)))).text(1),
          "<= 2 us",
          Table.verdict(own <= BUDGET_MICROS));
      table.row(
          jdk.label(),
          "Byteman, without the JVM's part",
          Spread.number(byteman.median() - empty.median(), 2) + "; with it " + byteman.text(2),
          whole(jdk, List.of(byteman(directory, Variants.rules()))).text(1),
          "",
          "");
      Spread wide = Spread.of(columns(jdk, subtypes(), 4).get(2));
      table.row(
          jdk.label(),
          "Byteman, one more rule on subtypes",
          Spread.number(wide.median() - empty.median(), 2) + "; with it " + wide.text(2),
          whole(jdk, List.of(byteman(directory, subtypes()))).text(1),
          "",
          "");
    }
    table.print();
  }

  private static List<String> subtypes() {
    List<String> rules = new ArrayList<>(Variants.rules());
    rules.addAll(
        List.of(
            "RULE any",
            "CLASS ^com.acme.Transport",
            "METHOD send",
            "AT ENTRY",
            "IF FALSE",
            "DO NOTHING",
            "ENDRULE"));
    return rules;
  }

  private static Path config(Path directory) throws Exception {
    List<String> points = new ArrayList<>(Variants.points());
    points.add("annotations: [ com.acme.FailPoint ]");
    return Node.config(directory, false, points);
  }

  private static String byteman(Path directory, List<String> rules) throws Exception {
    return Layout.bytemanAgent(Layout.write(directory, "rules.btm", rules));
  }

  private static Spread whole(Jdk jdk, List<String> options) throws Exception {
    List<Double> forks = new ArrayList<>();
    for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
      forks.addAll(fork(jdk, options, 0).get(0));
    }
    return Spread.of(forks);
  }

  /** Stamps before and after an empty agent's place, Jinx and Byteman, all in one JVM. */
  private static List<List<Double>> columns(Jdk jdk, List<String> rules, int stamps)
      throws Exception {
    Path directory = Layout.work("F");
    Path stamp =
        AgentJar.of(
            directory, StampAgent.class, Class.forName(StampAgent.class.getName() + "$Stamp"));
    List<String> options = new ArrayList<>();
    options.add("-javaagent:" + stamp + "=0");
    options.add("-javaagent:" + stamp + "=1");
    options.add(Layout.jinxAgent(config(directory)));
    options.add("-javaagent:" + stamp + "=2");
    options.add(byteman(directory, rules.isEmpty() ? Variants.rules() : rules));
    options.add("-javaagent:" + stamp + "=3");
    List<List<Double>> columns = new ArrayList<>();
    for (int i = 0; i < stamps; i++) {
      columns.add(new ArrayList<>());
    }
    for (int fork = 0; fork < Rounds.of(3, 1); fork++) {
      List<List<Double>> one = fork(jdk, options, stamps);
      for (int i = 0; i < stamps; i++) {
        columns.get(i).addAll(one.get(i));
      }
    }
    return columns;
  }

  /** Microseconds a class by column, one value a round. */
  private static List<List<Double>> fork(Jdk jdk, List<String> options, int stamps)
      throws Exception {
    List<List<Double>> columns = new ArrayList<>();
    for (int i = 0; i < Math.max(1, stamps); i++) {
      columns.add(new ArrayList<>());
    }
    Path directory = Layout.work("F");
    try (Child child =
        Child.start(directory, jdk, options, LoadChild.class, String.valueOf(stamps))) {
      for (String line : child.lines()) {
        String[] words = line.split(" ");
        for (int i = 1; words[0].equals("round") && i < words.length; i++) {
          columns.get(i - 1).add(Double.parseDouble(words[i]) / 1e3);
        }
      }
    }
    return columns;
  }
}
