package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.io.IOException;

/** Arms end with the lease that they carry, whatever became of the test. */
class LeasesIT {
  private static final String COMMIT = "commit:7:n2";
  private static final String STORED = "stored 7 of n2 at n1";

  @OnEveryJdk
  void whenATestProcessIsKilledItsArmsEndAndItsThreadsGoOn(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String since = http.get("/health").ok().json().get("cursor").asText();
      Process test = test(jdk, jvm.address());
      try {
        assertThat(test.inputReader().readLine()).isEqualTo("armed");
        Desks.begin(jvm, "one", COMMIT);
        http.await("commit", "phase=parked&since=" + since);
      } finally {
        test.destroyForcibly().waitFor();
      }
      JsonNode end = Desks.await(http, "commit", since, "disabled");
      assertThat(end.get("reason").asText()).startsWith("lease ").endsWith(" ran out");
      assertThat(Desks.end(jvm, "one")).isEqualTo(STORED);
      assertThat(http.get(Desks.INJECTION).ok().json()).isEmpty();
      assertThat(http.get(Desks.LEASES).ok().json()).isEmpty();
    }
  }

  /** Another JVM, in which a test arms a point and then never does anything again. */
  private static Process test(Jdk jdk, String address) throws IOException {
    return new ProcessBuilder(
            jdk.java(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledTest.class.getName(),
            address)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @OnEveryJdk
  void endingALeaseEndsItsOwnArmsAndNoOther(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String lease = Desks.lease(http, "5m");
      Desks.act(http, "commit", "observe");
      String cursor =
          Desks.arm(http, "store", "action", "pause", "lease", lease).get("cursor").asText();
      Desks.begin(jvm, "one", COMMIT);
      http.await("store", "phase=parked&since=" + cursor);
      assertThat(http.delete(Desks.LEASES + "/" + lease).ok().json())
          .hasToString("{\"disabled\":1,\"released\":1}");
      assertThat(Desks.end(jvm, "one")).isEqualTo(STORED);
      JsonNode end = Desks.await(http, "store", cursor, "disabled");
      assertThat(end.get("reason").asText()).isEqualTo("lease " + lease + " was ended");
      assertThat(http.get(Desks.INJECTION).ok().json()).hasToString("[\"commit\"]");
    }
  }

  @OnEveryJdk
  void aLeaseThatIsRenewedLivesOnAndOneThatRanOutIsUnknown(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String lease = Desks.lease(http, "30s");
      Desks.arm(http, "commit", "action", "observe", "lease", lease);
      String renewed = Desks.LEASES + "/" + lease + "?ttl=10m";
      assertThat(put(http, renewed).json().get("ttl").asText()).isEqualTo("10m");
      assertThat(http.get(Desks.LEASES).ok().json().get(0).get("left_ms").asLong())
          .isGreaterThan(60_000);
      assertThat(put(http, Desks.LEASES + "/nobody").status()).isEqualTo(404);
      http.delete(Desks.LEASES + "/" + lease).ok();
      Http.Answer late = http.post(Desks.INJECTION + "/commit" + Desks.query("lease", lease));
      assertThat(late.status()).isEqualTo(404);
      assertThat(late.json().get("lease").asText()).isEqualTo(lease);
    }
  }

  private static Http.Answer put(Http http, String path) {
    return http.send(
        java.net.http.HttpRequest.newBuilder(http.uri(path))
            .PUT(java.net.http.HttpRequest.BodyPublishers.noBody()));
  }

  @OnEveryJdk
  void aClosedStreamEndsNothing(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      try (Sse stream = http.events("since=latest")) {
        Desks.act(http, "commit", "throw(java.io.IOException)");
        Desks.call(jvm, COMMIT);
        assertThat(stream.next().get("hit").asInt()).isEqualTo(1);
      }
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("java.io.IOException null");
      assertThat(http.get(Desks.INJECTION).ok().json()).hasToString("[\"commit\"]");
    }
  }
}
