package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.json.Json;
import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JinxCommandTest {
  private static final String WAIT = "/v2/error_injection/wait";

  private final Output out = new Output();
  private final Output err = new Output();
  private TestAgent agent;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send");
    environment = Map.of("JINX_ADDRESS", agent.address());
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private int run(String... args) {
    return JinxCommand.run(args, new Terminal(out, err, environment, false));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listsPointsAsATable() {
    run("enable", "commit", "--action", "pause(30s)", "--one-shot");
    agent.point("send").state("missing");
    out.reset();
    assertThat(run("points")).isZero();
    assertThat(out.lines())
        .containsExactly(
            "NAME    STATE    HITS  PARKED  ARMS                     METHOD",
            "commit  woven    0     0       1:pause(30s) (one-shot)  com.acme.Store#commit",
            "send    missing  0     0       -                        com.acme.Store#send");
    assertThat(said()).contains("send: com.acme.Store has no such method; near it: [comit(long)]");
  }

  @Test
  void printsPointsAsTheAgentWritesThem() throws IOException {
    assertThat(run("points", "--json")).isZero();
    assertThat((List<?>) Json.parse(out.lines().get(0))).hasSize(2);
    assertThat(out.lines()).hasSize(1);
  }

  @Test
  void enablesWithTermsParametersAndSeed() {
    String terms = "throw(java.io.IOException, \"disk full\")";
    int exit =
        run(
            "enable",
            "commit",
            "--action",
            terms,
            "--one_shot",
            "--when",
            "hit > 2",
            "--seed",
            "5",
            "--parameter",
            "a=b=c",
            "--parameter",
            "d=@e");
    assertThat(exit).isZero();
    assertThat(out.lines()).containsExactly("n1@4.0");
    assertThat(said()).isEqualTo("enabled commit: arm 1, seed 9\n");
    TestAgent.Seen seen = agent.seen().get(0);
    assertThat(seen.query())
        .containsEntry("action", terms)
        .containsEntry("one_shot", "true")
        .containsEntry("when", "hit > 2")
        .containsEntry("seed", "5");
    assertThat(seen.body()).isEqualTo("{\"a\":\"b=c\",\"d\":\"@e\"}");
  }

  @Test
  void disablesSomeOrAllButNotByAccident() {
    assertThat(run("disable", "commit", "send")).isZero();
    assertThat(out.lines()).containsOnly("disabled 1, released 0").hasSize(2);
    assertThat(run("disable", "--all")).isZero();
    assertThat(agent.requests()).last().isEqualTo("DELETE /v2/error_injection/injection");
    assertThat(run("disable")).isEqualTo(Exit.USAGE);
    assertThat(run("disable", "--all", "commit")).isEqualTo(Exit.USAGE);
  }

  @Test
  void releasesWhomItIsToldTo() {
    run("enable", "commit");
    agent.hit("commit", "parked");
    out.reset();
    assertThat(run("release", "commit", "--thread", "31", "--n", "1", "--outcome", "sleep(1s)"))
        .isZero();
    assertThat(out.lines()).containsExactly("released 1, kept 0");
    assertThat(agent.seen().get(1).query())
        .containsExactly(
            Map.entry("thread", "31"), Map.entry("n", "1"), Map.entry("outcome", "sleep(1s)"));
  }

  @Test
  void releasesOneHitUnderOneLease() {
    run("enable", "commit", "--for", "5m");
    agent.hit("commit", "parked");
    agent.hit("commit", "parked");
    out.reset();
    assertThat(run("release", "commit", "--hit", "2", "-n", "1", "--lease", "lease-1")).isZero();
    assertThat(out.lines()).containsExactly("released 1, kept 0");
    assertThat(run("release", "commit", "--json")).isZero();
    assertThat(out.lines()).last().isEqualTo("{\"released\":1,\"kept\":0}");
  }

  @Test
  void saysWhyAReleaseDidNothing() {
    String answer = "{\"released\":0,\"kept\":0,\"reason\":\"not enabled\"}";
    agent.override(
        seen -> seen.path().endsWith("message") ? new TestAgent.Answer(200, answer) : null);
    assertThat(run("release", "commit")).isZero();
    assertThat(out.lines()).containsExactly("released 0, kept 0");
    assertThat(said()).isEqualTo("commit: not enabled\n");
  }

  @Test
  void warnsOfWhatAnArmCannotTouch() {
    String answer = "{\"cursor\":\"n1@4.0\",\"arm\":1,\"seed\":9,\"warning\":\"1 connection\"}";
    agent.override(seen -> new TestAgent.Answer(200, answer));
    assertThat(run("enable", "commit")).isZero();
    assertThat(out.lines()).containsExactly("n1@4.0");
    assertThat(said()).isEqualTo("enabled commit: arm 1, seed 9\nwarning: 1 connection\n");
  }

  @Test
  void enablesForATimeUnderALeaseOfItsOwn() throws IOException {
    assertThat(run("enable", "commit", "--for", "5m", "--param", "why=x")).isZero();
    assertThat(out.lines()).containsExactly("n1@4.0");
    assertThat(said()).isEqualTo("enabled commit: arm 1, seed 9, lease lease-1 for 300000ms\n");
    out.reset();
    assertThat(run("enable", "commit", "--for", "5m", "--json")).isZero();
    assertThat(Json.object(out.lines().get(0)))
        .containsEntry("arm", 2L)
        .containsEntry("lease", "lease-2")
        .containsEntry("cursor", "n1@4.0");
    assertThat(agent.requests()).noneMatch(request -> request.startsWith("PUT"));
    assertThat(run("disable", "commit", "--lease", "lease-1")).isZero();
    assertThat(agent.point("commit").isEnabled()).isTrue();
    assertThat(run("disable", "--lease", "lease-2")).isZero();
    assertThat(agent.point("commit").isEnabled()).isFalse();
    assertThat(run("disable", "--lease", "lease-2")).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("no lease 'lease-2': it ran out, was ended, or never was");
  }

  @Test
  void leavesNoLeaseBehindWhatCouldNotBeEnabled() {
    assertThat(run("enable", "comit", "--for", "5m")).isEqualTo(4);
    assertThat(agent.leases()).isEmpty();
  }

  @Test
  void listsWhoIsParkedAndWhatThatHoldsUp() {
    run("enable", "commit", "--action", "pause(30s)");
    agent.hit("commit", "parked");
    out.reset();
    assertThat(run("waiters", "commit", "--stack")).isZero();
    assertThat(out.lines())
        .containsExactly(
            "THREAD       PARKED  HIT  ARM  HOLDS                  WARNINGS",
            "31 sender-1  1.2s    1    1    java.lang.Object@1a2b  a worker of a thread pool: pool-1",
            "    at com.acme.Store.commit(Store.java:12)");
    out.reset();
    assertThat(run("waiters", "commit", "--json")).isZero();
    assertThat(out.lines().get(0)).startsWith("[{").contains("\"warnings\":");
  }

  @Test
  void declaresAndUndeclares() throws IOException {
    assertThat(run("declare", "resize", "--method", "com.acme.Table#resize")).isZero();
    assertThat(out.lines()).containsExactly("woven");
    assertThat(said()).isEqualTo("declared resize: woven at 1 sites\n");
    out.reset();
    String[] all = {
      "declare", "late", "--method", "com.acme.Table#resize(int)", "--at", "exit",
      "--action", "sleep(1ms)", "--when", "result == 'a=b'", "--capture", "size=result",
      "--capture", "n=args[0]", "--param", "why=x", "--enable", "--one-shot"
    };
    assertThat(run(all)).isZero();
    assertThat(out.lines()).containsExactly("n1@4.0");
    assertThat(Json.object(agent.seen().get(agent.seen().size() - 1).body()))
        .containsEntry("at", "exit")
        .containsEntry("when", "result == 'a=b'")
        .containsEntry("capture", Map.of("size", "result", "n", "args[0]"))
        .containsEntry("parameters", Map.of("why", "x"))
        .containsEntry("enabled", true)
        .containsEntry("one_shot", true);
    assertThat(run("declare", "late", "--method", "com.acme.Table#resize")).isEqualTo(1);
    assertThat(said()).contains("there is a point 'late' already");
    out.reset();
    assertThat(run("undeclare", "late")).isZero();
    assertThat(out.lines()).containsExactly("disabled 0, released 0");
    assertThat(run("undeclare", "late")).isEqualTo(4);
  }

  @Test
  void reportsWhatATestShouldKnowAtItsEnd() {
    assertThat(run("points", "--report")).isZero();
    assertThat(out.lines()).isEmpty();
    agent.point("send").report("enabled but never hit");
    assertThat(run("points", "--report")).isEqualTo(1);
    assertThat(out.lines()).containsExactly("send: enabled but never hit");
    out.reset();
    assertThat(run("points", "--report", "--json")).isEqualTo(1);
    assertThat(out.lines()).hasSize(1);
    assertThat(out.lines().get(0))
        .contains("\"point\":\"send\"", "\"text\":\"enabled but never hit\"");
    assertThat(said()).isEmpty();
    out.reset();
    assertThat(run("points")).isZero();
    assertThat(said()).isEqualTo("send: enabled but never hit\n");
  }

  @Test
  void tellsARefusalInJsonWhereItIsAskedTo() {
    String problem = "{\"status\":400,\"detail\":\"no such action\",\"column\":3}";
    agent.override(
        seen -> seen.method().equals("POST") ? new TestAgent.Answer(400, problem) : null);
    assertThat(run("enable", "commit", "--action", "1*x", "--json")).isEqualTo(Exit.FAILED);
    assertThat(said()).isEqualTo(problem + "\n");
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void waitsAndPrintsTheEvent() {
    agent.override(
        seen -> seen.path().equals(WAIT) ? new TestAgent.Answer(200, "{\"hit\":1}\n") : null);
    int exit =
        run(
            "wait",
            "commit",
            "--timeout",
            "1500ms",
            "--count",
            "2",
            "--phase",
            "parked",
            "--since",
            "n1@4.0");
    assertThat(exit).isZero();
    assertThat(out.lines()).containsExactly("{\"hit\":1}");
    assertThat(said()).isEmpty();
    Map<String, String> query = agent.seen().get(1).query();
    assertThat(query)
        .containsEntry("injection", "commit")
        .containsEntry("phase", "parked")
        .containsEntry("since", "n1@4.0")
        .containsEntry("count", "2");
    assertThat(Integer.parseInt(query.get("timeout").replace("ms", ""))).isBetween(1, 1500);
  }

  @Test
  void leavesToTheAgentWhatWasNotAsked() {
    agent.override(seen -> seen.path().equals(WAIT) ? new TestAgent.Answer(200, "{}") : null);
    run("wait", "commit");
    assertThat(agent.seen().get(1).query()).containsOnlyKeys("injection", "timeout");
  }

  @Test
  void saysWhyAWaitTimedOut() {
    String problem = "{\"detail\":\"no hit of 'commit' within 1 ms\",\"last\":[]}";
    agent.override(seen -> seen.path().equals(WAIT) ? new TestAgent.Answer(408, problem) : null);
    assertThat(run("wait", "commit", "--timeout", "1ms")).isEqualTo(124);
    assertThat(said()).isEqualTo("jinx: no hit of 'commit' within 1 ms\n");
    err.reset();
    assertThat(run("wait", "commit", "--timeout", "1ms", "--json")).isEqualTo(124);
    assertThat(said()).isEqualTo(problem + "\n");
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void tellsATimeoutWithAGapAsAGap() {
    String problem = "{\"detail\":\"3 events were lost\",\"gap\":{\"lost\":3}}";
    agent.override(seen -> seen.path().equals(WAIT) ? new TestAgent.Answer(408, problem) : null);
    assertThat(run("wait", "commit")).isEqualTo(3);
    assertThat(said()).contains("3 events were lost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "enable", "disable", "release", "waiters", "undeclare"})
  void exitsFourForAnUnknownPointWithTheNearest(String command) {
    String detail = "{\"detail\":\"no injection point 'comit'; did you mean 'commit'?\"}";
    agent.override(seen -> seen.path().equals(WAIT) ? new TestAgent.Answer(404, detail) : null);
    assertThat(run(command, "comit")).isEqualTo(4);
    assertThat(said()).contains("did you mean 'commit'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "points",
        "wait x",
        "enable x",
        "disable x",
        "release x",
        "events",
        "waiters x",
        "undeclare x"
      })
  void exitsFiveWhereNothingListens(String command) throws IOException {
    try (Socket nobody = Ports.deaf()) {
      String address = "127.0.0.1:" + nobody.getLocalPort();
      assertThat(run((command + " --address " + address).split(" "))).isEqualTo(5);
      assertThat(said()).contains(address);
      assertThat(out.lines()).isEmpty();
    }
  }

  @Test
  void exitsSixIfTheJvmDiesDuringTheWait() {
    agent.override(
        seen -> {
          if (seen.path().equals(WAIT)) {
            CompletableFuture.runAsync(agent::kill);
            Thread.sleep(60_000); // until the death of the agent interrupts it
          }
          return null;
        });
    assertThat(run("wait", "commit")).isEqualTo(6);
    assertThat(said()).contains("the JVM died");
  }

  @Test
  void exitsSixIfAnotherLifeAnswersAfterTheWaitBroke() {
    agent.override(
        seen -> {
          if (seen.path().equals(WAIT)) {
            agent.restart();
          }
          return null;
        });
    assertThat(run("wait", "commit")).isEqualTo(6);
    assertThat(said()).contains("it was n1@4.0, and now n1@5.0");
  }

  @Test
  void goesOnFromWhereItBeganIfOnlyTheConnectionBroke() throws Exception {
    String health = "HTTP/1.1 200 OK\nContent-Length: 21";
    String body = "{\"cursor\":\"n1@4.17\" }";
    try (RawServer server =
        new RawServer(
            RawServer.answer(health, body),
            connection -> {},
            RawServer.answer(health, body),
            RawServer.answer("HTTP/1.1 200 OK\nContent-Length: 9", "{\"hit\":1}"))) {
      assertThat(run("wait", "commit", "--address", server.address())).isZero();
      server.request();
      assertThat(server.request().get(0)).doesNotContain("since");
      server.request();
      assertThat(server.request().get(0)).contains("since=n1%404.17");
    }
    assertThat(out.lines()).containsExactly("{\"hit\":1}");
  }

  @Test
  void printsEventsOneALineAndNothingElse() throws Exception {
    run("enable", "commit");
    agent.hit("commit", "hit");
    out.reset();
    err.reset();
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> run("events", "--since", "earliest"));
    out.awaitLines(1);
    agent.hit("commit", "hit");
    List<String> lines = out.awaitLines(2);
    assertThat(Json.object(lines.get(1))).containsEntry("seq", 2L).containsEntry("hit", 2L);
    agent.kill();
    assertThat(exit.get(30, TimeUnit.SECONDS)).isEqualTo(6);
    assertThat(out.lines()).hasSize(2);
    assertThat(said()).contains("the JVM at").contains("died");
  }

  @Test
  void endsAfterSoManyEventsAsAsked() {
    run("enable", "commit");
    agent.hit("commit", "hit");
    agent.hit("commit", "hit");
    out.reset();
    assertThat(run("events", "--since", "earliest", "--count", "1")).isZero();
    assertThat(out.lines()).hasSize(1);
  }

  @Test
  void endsQuietlyWhenNobodyReadsItsEvents() {
    run("enable", "commit");
    agent.hit("commit", "hit");
    err.reset();
    out.broken = true;
    assertThat(run("events", "--since", "earliest")).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void readsItsTokenFromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "secret\n");
    try (RawServer server =
        new RawServer(RawServer.answer("HTTP/1.1 200 OK\nContent-Length: 2", "[]"))) {
      run("points", "--token-file", file.toString(), "--address", server.address());
      assertThat(server.request()).contains("Authorization: Bearer secret");
    }
    assertThat(run("points", "--token-file", file + "x")).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("cannot read the token file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wiat x",
        "wait",
        "wait x y",
        "wait x --injection y",
        "wait x --timeout soon",
        "wait x --count 0",
        "enable",
        "enable x --what",
        "points --address a:b:c",
        "events x",
        "events --nodes n1",
        "events --nodes n1=127.0.0.1:1 n2",
        "events --nodes n1=127.0.0.1:1,n2=127.0.0.1:1",
        "events 127.0.0.1:1 127.0.0.1:1",
        "events a=127.0.0.1:1 a=127.0.0.1:2",
        "log",
        "log . --count x",
        "declare x",
        "declare x --method y --one-shot",
        "enable x --for soon",
        "attach",
        "attach x",
        "attach 1 --options port",
        "attach 1 --options port=0,port=1",
        "waiters"
      })
  void exitsTwoForWhatItDoesNotUnderstand(String command) {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(said()).isNotEmpty();
    assertThat(out.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "points",
        "enable",
        "disable",
        "release",
        "waiters",
        "wait",
        "events",
        "declare",
        "undeclare"
      })
  void helpsWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: java -jar jinx.jar " + command)
        .contains("Example: ", "java -jar jinx.jar " + command)
        .contains("--address=HOST:PORT");
  }

  @Test
  void helpsWithAllItsCommands() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("points", "enable", "disable", "release", "wait", "events", "waiters")
        .contains("declare", "undeclare", "attach", "log", "extra", "Exit codes");
    assertThat(run()).isEqualTo(Exit.USAGE);
  }

  @Test
  void namesTheNearestCommand() {
    assertThat(run("wiat", "x")).isEqualTo(2);
    assertThat(said()).isEqualTo("jinx: no command 'wiat'; did you mean 'wait'?\n");
  }

  @Test
  void helpsWithLogToo() {
    assertThat(run("log", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: java -jar jinx.jar log")
        .contains("Example: ", "java -jar jinx.jar log", "--since");
  }

  @Test
  void helpsWithAttachToo() {
    assertThat(run("attach", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: java -jar jinx.jar attach")
        .contains("Example: ");
  }

  @Test
  void takesInWhatOtherPartsAdd() {
    assertThat(run("extra", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: java -jar jinx.jar extra");
    out.reset();
    assertThat(run("extra", "7")).isEqualTo(7);
    assertThat(out.lines()).containsExactly("seven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "points --version"})
  void knowsItsVersion(String command) {
    assertThat(run(command.split(" "))).isZero();
    assertThat(out.lines().get(0)).matches("jinx [0-9].*");
  }

  @Test
  void writesInColourOnATerminalOnly() {
    OutputStream colours = new Output();
    JinxCommand.run(new String[] {"points"}, new Terminal(colours, err, environment, true));
    assertThat(colours.toString()).contains("\u001b[32mwoven");
    run("points");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }
}
