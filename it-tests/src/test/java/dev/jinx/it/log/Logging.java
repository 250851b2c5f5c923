package dev.jinx.it.log;

import com.acme.drill.Drill;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** The drill with a log directory; its point {@code a} is enabled from the start. */
final class Logging {
  private static final String EVENTS = "/v2/error_injection/events?";

  private Logging() {}

  static Launch launch(Jdk jdk, Path directory) {
    return launch(jdk, "node: n1\n", "directory: " + directory);
  }

  /**
   * @param node a section, or nothing
   * @param log what the section {@code log} has
   */
  static Launch launch(Jdk jdk, String node, String log) {
    String yaml =
        node
            + "log: { hits: false, level: warn, "
            + log
            + " }\n"
            + "points:\n"
            + "  a: { method: com.acme.drill.Steps#a, enabled: true }\n"
            + "  gate: { method: com.acme.drill.Steps#gate }\n";
    return Launch.on(jdk).yaml(yaml).jvm("-Xmx256m");
  }

  /** Starts it, and waits until the server answers. It has hit {@code a} once then. */
  static TargetJvm start(Launch launch) {
    TargetJvm jvm = launch.main(Drill.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  /** Has it hit {@code a}, so many times. */
  static void hit(TargetJvm jvm, int times) {
    jvm.tell("a " + times);
    jvm.out().await(("done a " + times)::equals, TargetJvm.PATIENCE);
  }

  static JsonNode health(TargetJvm jvm) {
    return jvm.http().get("/health").ok().json();
  }

  /** The position of the newest event. */
  static String cursor(TargetJvm jvm) {
    return health(jvm).path("cursor").asText();
  }

  static long seq(String cursor) {
    return Long.parseLong(cursor.substring(cursor.lastIndexOf('.') + 1));
  }

  /** A stream that goes on behind an id, as a browser's does. */
  static Sse resume(Http http, String lastId) {
    return Sse.open(HttpRequest.newBuilder(http.uri(EVENTS)).header("Last-Event-ID", lastId));
  }

  static int status(TargetJvm jvm, String query) {
    return jvm.http().get(EVENTS + query).status();
  }

  static void until(String what, Callable<Boolean> holds) {
    Awaitility.await(what)
        .atMost(TargetJvm.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(holds);
  }
}
