package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.faults.Desk;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The desk with its points declared, and none enabled. */
final class Desks {
  static final String INJECTION = "/v2/error_injection/injection";
  static final String LEASES = "/v2/error_injection/leases";
  private static final String POINTS =
      """
      log: { hits: false }
      points:
        commit: { method: "com.acme.faults.Journal#commit" }
        commit-exit: { method: "com.acme.faults.Journal#commit", at: exit }
        reserve: { method: "com.acme.faults.Journal#reserve" }
        store: { method: "com.acme.faults.Journal#store" }
        size: { method: "com.acme.faults.Journal#size", at: exit }
        step-exit: { method: "com.acme.faults.Answers#step", at: exit }
        count-exit: { method: "com.acme.faults.Answers#count", at: exit }
        broken: { method: "com.acme.faults.Answers#broken", at: throw }
        late: { method: "com.acme.faults.Late#size" }
      """;
  private static final List<String> ANSWERS =
      List.of(
          "yes",
          "small",
          "letter",
          "brief",
          "count",
          "term",
          "ratio",
          "exact",
          "text",
          "colour",
          "maybe",
          "maybeInt",
          "boxed",
          "array",
          "ofClass",
          "step");

  private Desks() {}

  static Launch launch(Jdk jdk, String more) {
    StringBuilder yaml = new StringBuilder(POINTS);
    for (String name : ANSWERS) {
      yaml.append("  ").append(name).append(": { method: \"com.acme.faults.Answers#");
      yaml.append(name).append("\" }\n");
    }
    return Launch.on(jdk).yaml(yaml + more);
  }

  static TargetJvm start(Jdk jdk) {
    return start(launch(jdk, ""));
  }

  /** Starts it, and waits until it reads its orders and the server answers. */
  static TargetJvm start(Launch launch) {
    TargetJvm jvm = launch.main(Desk.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  /** What came of a call: its result, or its exception. */
  static String call(TargetJvm jvm, String call) {
    return ask(jvm, "call " + call);
  }

  /** Has the desk carry out an order; answers what it says. */
  static String ask(TargetJvm jvm, String order) {
    jvm.tell(order);
    return jvm.out().await(line -> line.startsWith("= "), TargetJvm.PATIENCE).substring(2);
  }

  /** Starts a thread of a new name, that makes a call. */
  static void begin(TargetJvm jvm, String thread, String call) {
    ask(jvm, "start " + thread + " " + call);
  }

  /** What came of the call of a started thread. Its line may lie before the answers to orders. */
  static String end(TargetJvm jvm, String thread) {
    String start = thread + ": ";
    return Awaitility.await(thread)
        .atMost(TargetJvm.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> jvm.out().soFar().stream().filter(line -> line.startsWith(start)).findFirst(),
            Optional::isPresent)
        .orElseThrow()
        .substring(start.length());
  }

  /** {@code key, value} pairs as a query. */
  static String query(String... pairs) {
    List<String> query = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return "?" + String.join("&", query);
  }

  /** Enables a point; answers all that the server says. */
  static JsonNode arm(Http http, String point, String... pairs) {
    return http.post(INJECTION + "/" + point + query(pairs)).ok().json();
  }

  /** Enables a point with terms; answers the cursor. */
  static String act(Http http, String point, String terms) {
    return arm(http, point, "action", terms).get("cursor").asText();
  }

  /** Tries to enable a point; answers the problem, and asserts that nothing was enabled. */
  static JsonNode refused(Http http, String point, String... pairs) {
    Http.Answer answer = http.post(INJECTION + "/" + point + query(pairs));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(http.point(point).get("enabled").asBoolean()).isFalse();
    return answer.json();
  }

  static JsonNode message(Http http, String point, String... pairs) {
    return http.post(INJECTION + "/" + point + "/message" + query(pairs)).ok().json();
  }

  /** The next event of a point behind a cursor, of any phase that is given. */
  static JsonNode await(Http http, String point, String cursor, String phases) {
    return http.await(point, "since=" + cursor + "&phase=" + phases);
  }

  static String lease(Http http, String ttl) {
    return http.post(LEASES + "?ttl=" + ttl).ok().json().get("id").asText();
  }

  static String captured(JsonNode event, String name) {
    JsonNode value = event.path("captured").path(name);
    return value.isTextual() ? value.asText() : value.toString();
  }
}
