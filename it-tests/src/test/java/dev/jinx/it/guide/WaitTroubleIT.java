package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.behaviour.Cli;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;

/** How waits and pauses end otherwise, and requests are refused, is told as the guide quotes it. */
class WaitTroubleIT {
  static final String[] SECTIONS = {
    "A wait ends otherwise", "A thread stays parked, or the test hangs", "A request is refused",
  };

  private static final Quotes QUOTES = Quotes.of(SECTIONS);
  private static final String POINT = "before-commit";
  private static final String YAML =
      "node: n1\nlog: { retention: 1MB }\npoints: { before-commit: { method:"
          + " 'com.acme.Store#commit(long)' } }\n";

  /** Their events need more than the retention. */
  private static final int MANY = 5000;

  @OnNewestJdk
  void theJvmDies(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Http http = jvm.http();
      try (Cli.Running wait = new Cli(jdk, jvm.address()).start("wait", POINT)) {
        Awaitility.await("the wait")
            .atMost(TargetJvm.PATIENCE)
            .until(() -> http.get("/health").json().get("readers").asInt() > 0);
        jvm.killAndWait();
        assertThat(wait.result().status()).isEqualTo(6);
        QUOTES.line("the JVM died", wait.result().err());
      }
    }
  }

  @OnNewestJdk
  void theCursorIsOfNoUse(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      QUOTES.line("of boot 1", failed(jdk, jvm, 1, "n1@1.2"));
      QUOTES.line("of node 'n2'", failed(jdk, jvm, 1, "n2@1.2"));
    }
  }

  @OnNewestJdk
  void theReaderWasAwayForTooLong(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      String cursor = jvm.http().enable(POINT, "");
      for (int i = 0; i < MANY; i++) {
        jvm.tell("1");
      }
      jvm.out().await(("total " + MANY)::equals, TargetJvm.PATIENCE);
      jvm.http().disable(POINT);
      QUOTES.within("events were lost", failed(jdk, jvm, 3, cursor));
    }
  }

  @OnNewestJdk
  void aPauseEndsByItself(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      jvm.http().enable(POINT, "action=pause(300ms)");
      jvm.tell("1");
      QUOTES.await("expired", jvm.err());
    }
  }

  @OnNewestJdk
  void aLeaseRunsOut(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Http http = jvm.http();
      String leases = "/v2/error_injection/leases";
      String lease = http.post(leases + "?ttl=10m").ok().json().get("id").asText();
      http.enable(POINT, "action=pause&lease=" + lease);
      jvm.tell("1");
      URI soon = http.uri(leases + "/" + lease + "?ttl=1s"); // not before it is used
      http.send(HttpRequest.newBuilder(soon).PUT(HttpRequest.BodyPublishers.noBody())).ok();
      QUOTES.await("ran out", jvm.err());
    }
  }

  @OnNewestJdk
  void aTokenIsMissingOrWrong(Jdk jdk) throws IOException {
    Path token = Files.createTempFile("trouble", ".token");
    Files.writeString(token, "right");
    Launch launch = Launch.on(jdk).yaml(YAML).option("token-file", token.toString());
    try (TargetJvm jvm = launch.main(Store.class).start()) {
      Http http = jvm.http();
      QUOTES.within("a token is needed", http.get("/health").body());
      HttpRequest.Builder wrong = HttpRequest.newBuilder(http.uri("/health"));
      wrong.header("Authorization", "Bearer wrong");
      QUOTES.within("not this server's", http.send(wrong).body());
    } finally {
      Files.delete(token);
    }
  }

  @OnNewestJdk
  void theHostOrTheOriginIsAnother(Jdk jdk) throws IOException {
    try (TargetJvm jvm = start(jdk)) {
      String address = jvm.address();
      QUOTES.within("the Host header", get(address, "Host: jinx.example"));
      QUOTES.within(
          "server.origins", get(address, "Host: " + address + "\r\nOrigin: http://ci.example"));
    }
  }

  @AfterAll
  static void allAreSeen() {
    QUOTES.assertAllSeen();
  }

  private static TargetJvm start(Jdk jdk) {
    return Launch.on(jdk).yaml(YAML).main(Store.class).start();
  }

  private static String failed(Jdk jdk, TargetJvm jvm, int status, String since) {
    Cli cli = new Cli(jdk, jvm.address());
    Cli.Result result =
        cli.run("wait", POINT, "--since", since, "--phase", "failed", "--timeout", "500ms");
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    return result.err();
  }

  /** The JDK's own client chooses the header Host itself. */
  private static String get(String address, String headers) throws IOException {
    String[] place = address.split(":");
    try (Socket socket = new Socket(place[0], Integer.parseInt(place[1]))) {
      String request = "GET /health HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
