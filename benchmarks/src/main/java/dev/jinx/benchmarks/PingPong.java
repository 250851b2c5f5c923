package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** M: what points on connections cost those who talk while no fault is armed for them. */
final class PingPong implements Bench {
  private static final double BUDGET = 1.02;
  private static final String BARE = "bare";

  private static final List<String> MODES =
      List.of(
          BARE,
          "again",
          "agent",
          PingPongChild.CLOSED,
          PingPongChild.OTHER,
          "byteman",
          PingPongChild.PROXY);

  private static final String BYTES = " bytes";

  @Override
  public String what() {
    return "a ping-pong on the loopback while no fault is armed for it, beside Byteman and a proxy";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    Table table =
        new Table(
            "JDK",
            "64 bytes, there and back",
            "us without",
            "without, again",
            "Jinx, no such point",
            "point disabled",
            "B/op more",
            "budget",
            "",
            "armed for another",
            "B/op more",
            "Byteman, IF FALSE",
            "B/op more",
            "through a proxy");
    for (Jdk jdk : jdks) {
      Samples samples = measure(jdk);
      for (PingPongLine line : PingPongLine.on(jdk.feature())) {
        row(table, jdk, line, samples);
      }
    }
    table.print();
    System.out.println(
        "Ratios to a JVM without an agent that plays in alternating slices. B/op: of both ends.");
  }

  private static Samples measure(Jdk jdk) throws Exception {
    Samples samples = new Samples();
    for (int round = 0; round < Rounds.of(4, 1); round++) {
      Map<String, Child> children = new LinkedHashMap<>();
      try {
        for (String mode : MODES) {
          children.put(mode, start(jdk, mode));
        }
        for (PingPongLine line : PingPongLine.on(jdk.feature())) {
          play(children, line, samples);
        }
      } finally {
        for (Child child : children.values()) {
          child.close();
        }
      }
    }
    return samples;
  }

  /** All of them are there at once and play in turn: what disturbs one disturbs the others. */
  private static void play(Map<String, Child> children, PingPongLine line, Samples samples)
      throws IOException {
    for (Child child : children.values()) {
      child.tell(line.name());
      child.await("warm");
    }
    int turns = Rounds.of(40, 10);
    Map<String, double[]> micros = new HashMap<>();
    Map<String, double[]> bytes = new HashMap<>();
    for (String mode : MODES) {
      micros.put(mode, new double[turns]);
      bytes.put(mode, new double[turns]);
    }
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < MODES.size(); i++) {
        String mode = MODES.get((i + turn) % MODES.size());
        Child child = of(children, mode);
        child.tell("go");
        String[] said = child.await("slice").split(" ");
        of(micros, mode)[turn] = Double.parseDouble(said[0]);
        of(bytes, mode)[turn] = Double.parseDouble(said[1]);
      }
    }
    samples.add(BARE + line, Spread.median(of(micros, BARE)));
    for (String mode : MODES) {
      double[] ratios = new double[turns];
      for (int turn = 0; turn < turns; turn++) {
        ratios[turn] = of(micros, mode)[turn] / of(micros, BARE)[turn];
      }
      samples.add(mode + "/" + line, Spread.median(ratios));
      // The least: what counts them, and who else is there, allocates, too.
      samples.add(mode + line + BYTES, Spread.of(of(bytes, mode)).min());
    }
  }

  private static <T> T of(Map<String, T> all, String mode) {
    return Objects.requireNonNull(all.get(mode), mode);
  }

  private static Child start(Jdk jdk, String mode) throws IOException {
    Path directory = Layout.work("M");
    List<String> options =
        switch (mode) {
          case "agent", PingPongChild.CLOSED, PingPongChild.OTHER ->
              List.of(Layout.jinxAgent(Node.config(directory, false, List.of())));
          case "byteman" -> Layout.bytemanInJdk(Layout.write(directory, "rules.btm", rules()));
          default -> List.of();
        };
    Child child =
        Child.start(
            directory,
            jdk,
            options,
            PingPongChild.class,
            mode,
            directory.resolve("port").toString());
    child.await("ready");
    return child;
  }

  private static void row(Table table, Jdk jdk, PingPongLine line, Samples samples) {
    Spread agent = samples.spread("agent/" + line);
    Spread closed = samples.spread(PingPongChild.CLOSED + "/" + line);
    double bytes = more(samples, PingPongChild.CLOSED, line);
    boolean met = agent.median() <= BUDGET && closed.median() <= BUDGET && bytes < 0.5;
    table.row(
        jdk.label(),
        line.label,
        samples.spread(BARE + line).text(2),
        samples.spread("again/" + line).text(3),
        agent.text(3),
        closed.text(3),
        Spread.number(bytes, 1),
        "<= 1.02, 0 B",
        Table.verdict(met),
        samples.spread(PingPongChild.OTHER + "/" + line).text(3),
        Spread.number(more(samples, PingPongChild.OTHER, line), 1),
        samples.spread("byteman/" + line).text(2),
        Spread.number(more(samples, "byteman", line), 0),
        samples.spread(PingPongChild.PROXY + "/" + line).text(2));
  }

  private static double more(Samples samples, String mode, PingPongLine line) {
    double with = samples.spread(mode + line + BYTES).median();
    return Math.max(0, with - samples.spread(BARE + line + BYTES).median());
  }

  private static List<String> rules() {
    List<String> lines = new ArrayList<>();
    for (String method : PingPongLine.METHODS) {
      int at = method.indexOf('#');
      lines.addAll(
          List.of(
              "RULE " + method,
              "CLASS " + method.substring(0, at),
              "METHOD " + method.substring(at + 1),
              "AT ENTRY",
              "IF FALSE",
              "DO NOTHING",
              "ENDRULE"));
    }
    return lines;
  }
}
