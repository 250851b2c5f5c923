package dev.jinx.it.page;

import com.acme.drill.Drill;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;

/** The program that the page is looked at with: it does what it is told. */
final class Drilled {
  static final String POINT = "#point-list .point-head";

  private static final String POINTS =
      """
      log: { hits: false }
      points:
        a: { method: "com.acme.drill.Steps#a", capture: { who: thread.name } }
        gate: { method: "com.acme.drill.Steps#gate" }
        lost: { method: "com.acme.drill.Steps#gait" }
      """;

  private Drilled() {}

  static Launch launch(String yaml) {
    return Launch.on(Jdks.own())
        .yaml(yaml + POINTS)
        .option("node", "n1")
        .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") // it is to start soon, not to run long
        .jvm("-Ddrill.classes=" + JinxJar.classesOf(Drill.class));
  }

  /** Starts it, and does not wait: {@link #ready} does. */
  static TargetJvm begin(Launch launch) {
    return launch.main(Drill.class).start();
  }

  /** Waits until it reads its orders and the server answers. */
  static TargetJvm ready(TargetJvm jvm) {
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  static TargetJvm start(Launch launch) {
    return ready(begin(launch));
  }

  static TargetJvm start() {
    return start(launch(""));
  }

  /** Has it carry out an order, and waits until it has. */
  static void order(TargetJvm jvm, String order) {
    jvm.tell(order);
    jvm.out().await(("done " + order)::equals, TargetJvm.PATIENCE);
  }
}
