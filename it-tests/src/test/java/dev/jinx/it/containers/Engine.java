package dev.jinx.it.containers;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine. */
final class Engine {
  private static final String REQUIRED = "JINX_CONTAINERS";

  private static final String MISSING =
      "tests with containers, as no engine answers: start one, or see .ci/with-engine";

  private Engine() {}

  /** Skips the test where there is none; where one was promised, that is a failure. */
  static void assume() {
    boolean there = DockerClientFactory.instance().isDockerAvailable();
    if (!there && "required".equals(System.getenv(REQUIRED))) {
      throw new AssertionError(REQUIRED + " says that there is an engine, and none answers");
    }
    if (!there) {
      System.err.println("skipped: " + MISSING); // not every report tells why
    }
    Assumptions.assumeTrue(there, MISSING);
  }
}
