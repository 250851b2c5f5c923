package dev.jinx.it.behaviour;

import com.acme.drill.Drill;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The drill with all of its points declared, and none enabled. */
final class Drills {
  static final String INJECTION = "/v2/error_injection/injection/";
  private static final String POINTS =
      """
      points:
        a: { method: "com.acme.drill.Steps#a" }
        b: { method: "com.acme.drill.Steps#b" }
        c: { method: "com.acme.drill.Steps#c" }
        gate: { method: "com.acme.drill.Steps#gate" }
        ping: { method: "com.acme.drill.Steps#ping" }
        pong: { method: "com.acme.drill.Steps#pong" }
        last-words: { method: "com.acme.drill.Steps#lastWords" }
        never: { method: "com.acme.drill.Never#run" }
      """;

  private Drills() {}

  /** Logs no hits on stderr. */
  static Launch quiet(Jdk jdk) {
    return launch(jdk, "log: { hits: false }\n");
  }

  static Launch launch(Jdk jdk, String yaml) {
    return withPoints(jdk, yaml + POINTS);
  }

  /** The drill with points of the caller's. */
  static Launch withPoints(Jdk jdk, String yaml) {
    return Launch.on(jdk).yaml(yaml).jvm("-Ddrill.classes=" + JinxJar.classesOf(Drill.class));
  }

  /** Starts it, and waits until it reads its orders and the server answers. */
  static TargetJvm start(Launch launch) {
    TargetJvm jvm = launch.main(Drill.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  static TargetJvm start(Jdk jdk) {
    return start(quiet(jdk));
  }

  /** Has the drill carry out an order, and waits until it has. */
  static void order(TargetJvm jvm, String order) {
    jvm.tell(order);
    jvm.out().await(("done " + order)::equals, TargetJvm.PATIENCE);
  }

  /** Waits until a named thread has gone through the gate; answers what it said. */
  static String passed(TargetJvm jvm, String name) {
    return jvm.out().await(line -> line.startsWith(name + " passed"), TargetJvm.PATIENCE);
  }

  /** Waits until all of these have gone through the gate, in whatever order. */
  static void allPassed(TargetJvm jvm, List<String> names) {
    Set<String> missing = new HashSet<>(names);
    jvm.out()
        .await(
            line -> {
              missing.removeIf(name -> line.startsWith(name + " passed"));
              return missing.isEmpty();
            },
            TargetJvm.PATIENCE);
  }

  /** Enables a point; answers all that the server says. */
  static JsonNode enable(Http http, String point, String query) {
    return http.post(INJECTION + point + "?" + query).ok().json();
  }

  static JsonNode waiters(Http http, String point) {
    return http.get(INJECTION + point + "/waiters").ok().json();
  }

  static JsonNode message(Http http, String point, String query) {
    return http.post(INJECTION + point + "/message?" + query).ok().json();
  }

  static JsonNode disable(Http http, String point) {
    return http.delete(INJECTION + point).ok().json();
  }

  /** Everything that a stream brings before the first hit of a point, in its order. */
  static List<JsonNode> until(Sse events, String point) {
    List<JsonNode> before = new ArrayList<>();
    for (JsonNode event = events.next(); !point.equals(name(event)); event = events.next()) {
      before.add(event);
    }
    return before;
  }

  /** Name of the point; empty for a gap. */
  static String name(JsonNode event) {
    return event.path("injection").asText();
  }

  static String phase(JsonNode event) {
    return event.path("phase").asText();
  }

  static String thread(JsonNode event) {
    return event.path("thread").path("name").asText();
  }

  static long seq(JsonNode event) {
    return event.path("seq").asLong();
  }

  /** Position within its boot. */
  static long seq(String cursor) {
    return Long.parseLong(cursor.substring(cursor.lastIndexOf('.') + 1));
  }
}
