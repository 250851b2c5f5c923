package dev.jinx.agent;

import dev.jinx.bootstrap.Points;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Packages of the JDK that our own classes, and no others, may reach. */
final class JdkPackage {
  private JdkPackage() {}

  /** Opens one. It takes milliseconds the first time: not for the way to every {@code main}. */
  static void open(Instrumentation instrumentation, String name) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(name, Set.of(Points.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
  }
}
