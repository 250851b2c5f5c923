package dev.jinx.it.log;

import com.acme.surge.Surge;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;

/** The surge with its points: all are enabled from the start, but {@code switched}. */
final class Surges {
  static final String SOMETIMES = "100*off->50*observe->100*off->observe";

  private static final String POINTS =
      """
      points:
        plain: { method: "com.acme.surge.Works#plain", enabled: true }
        numbered:
          method: "com.acme.surge.Works#numbered"
          enabled: true
          capture: { n: 'args[0]' }
        sometimes:
          method: "com.acme.surge.Works#sometimes"
          enabled: true
          action: %s
          capture: { n: 'args[0]' }
        switched: { method: "com.acme.surge.Works#switched", capture: { n: 'args[0]' } }
        gate:
          method: "com.acme.surge.Works#gate"
          enabled: true
          action: pause(20ms)
          capture: { n: 'args[0]' }
        last:
          method: "com.acme.surge.Works#last"
          enabled: true
          capture: { n: 'args[0]' }
      """
          .formatted(SOMETIMES);

  private static final int WORKERS = 4;

  private Surges() {}

  /** A round that has not begun. */
  static Round round(int number, Path tallies) {
    return new Round(number, WORKERS, tallies.resolve("tally-" + number));
  }

  static Launch launch(Jdk jdk, Path directory, String log) {
    return launch(jdk, directory, log, "");
  }

  /**
   * @param log more of the section {@code log}, beginning with a comma
   * @param more sections
   */
  static Launch launch(Jdk jdk, Path directory, String log, String more) {
    String yaml =
        more
            + "node: n1\nlog: { hits: false, level: error, directory: "
            + directory
            + log
            + " }\n"
            + POINTS;
    return Launch.on(jdk).optimizing().yaml(yaml).jvm("-Xmx256m");
  }

  /**
   * Starts a life; two of its workers are virtual threads where there are such.
   *
   * @param beyond how many rounds they go on beyond twice the goal, while nobody stops them
   */
  static TargetJvm start(Launch launch, Jdk jdk, Round round, long goal, long beyond) {
    String virtual = jdk.feature() >= 21 ? "2" : "0";
    return launch
        .directory(Scratch.directory("surge"))
        .main(
            Surge.class,
            round.tally().toString(),
            round.name(),
            Integer.toString(round.workers()),
            virtual,
            Long.toString(goal),
            Long.toString(beyond))
        .start();
  }
}
