package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Phase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitTest {
  private static final String WAIT = "/v2/error_injection/wait";
  private static final Executor THREADS = task -> new Thread(task).start();
  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = new Node(ServerConfig.loopback(0), 16 * 1024);
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  /** Starts a wait and returns once the server has it. */
  private CompletableFuture<HttpResponse<String>> waiting(String query) throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return node.get(WAIT + query);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            THREADS);
    while (!node.get("/health").body().contains("\"readers\":1")) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void theNextHitAnswersAWait() throws Exception {
    Node.point("wait.next");
    node.publish("wait.next", Phase.HIT, "{\"old\":1}");
    var answer = waiting("?injection=wait.next");
    node.publish("wait.other", Phase.HIT, "{}");
    node.publish("wait.next", Phase.RELEASED, "{}");
    node.publish("wait.next", Phase.PARKED, "{\"new\":1}");
    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(answer.get().headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.get().body()).isEqualTo("{\"new\":1}");
  }

  @Test
  void aWaitFromACursorFindsWhatHasHappenedSince() throws Exception {
    Node.point("wait.since");
    node.publish("wait.since", Phase.HIT, "{\"i\":1}");
    node.publish("wait.since", Phase.HIT, "{\"i\":2}");
    node.publish("wait.since", Phase.HIT, "{\"i\":3}");
    String path = WAIT + "?injection=wait.since&timeout=0&since=";
    assertThat(node.get(path + "n1@4.1").body()).isEqualTo("{\"i\":2}");
    assertThat(node.get(path + "n1@4.0&count=3").body()).isEqualTo("{\"i\":3}");
    assertThat(node.get(path + "earliest").body()).isEqualTo("{\"i\":1}");
    assertThat(node.get(path + "n1@4.3").statusCode()).isEqualTo(408);
    assertThat(node.get(path + "n1@4.4").statusCode()).isEqualTo(400);
  }

  @Test
  void aThreadParkedNowCountsUnlessSinceIsGiven() throws Exception {
    Runnable hit = Node.point("wait.parked");
    node.post("/v2/error_injection/injection/wait.parked?action=pause");
    Thread[] threads = {new Thread(hit), new Thread(hit)};
    for (int i = 0; i < 2; i++) {
      threads[i].start();
      node.get(WAIT + "?injection=wait.parked&phase=parked&count=" + (i + 1));
    }
    String path = WAIT + "?injection=wait.parked&timeout=0&phase=parked";
    assertThat(node.get(path).body()).contains("\"seq\":1,");
    assertThat(node.get(path + "&count=2").body()).contains("\"seq\":2,");
    assertThat(node.get(path + "&count=3").statusCode()).isEqualTo(408);
    assertThat(node.get(path + "&since=latest").statusCode()).isEqualTo(408);
    assertThat(node.get(WAIT + "?injection=wait.parked&timeout=0").statusCode()).isEqualTo(408);
    node.control.disableAll(null);
    assertThat(node.get(path).statusCode()).isEqualTo(408);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void aThreadParkedNowIsFoundWhenTheWindowHasLostItsEvent() throws Exception {
    Runnable hit = Node.point("wait.lost");
    node.post("/v2/error_injection/injection/wait.lost?action=pause");
    Thread thread = new Thread(hit);
    thread.start();
    node.get(WAIT + "?injection=wait.lost&phase=parked");
    while (node.log.first() == 1) {
      node.publish("x", Phase.HIT, "\"" + "-".repeat(1000) + "\"");
    }
    assertThat(node.get(WAIT + "?injection=wait.lost&phase=parked&timeout=0").body())
        .startsWith("{\"injection\":\"wait.lost\"")
        .contains("\"phase\":\"parked\"", "\"seq\":1}", "\"id\":\"n1@4.1\"");
    node.control.disableAll(null);
    thread.join();
  }

  @Test
  void aWaitThatTimesOutSaysWhatItSaw() throws Exception {
    Node.point("wait.none");
    node.publish("wait.none", Phase.HIT, "{\"before\":1}");
    node.publish("wait.busy", Phase.HIT, "{\"last\":1}");
    HttpResponse<String> answer = node.get(WAIT + "?injection=wait.none&since=n1@4.1&timeout=10ms");
    assertThat(answer.statusCode()).isEqualTo(408);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains(
            "no hit or parked of 'wait.none' within 10 ms since n1@4.1",
            "1 hit of 'wait.busy'",
            "'wait.none' is declared (no class that it selects has been loaded yet), not enabled,"
                + " with 0 hits so far",
            "\"awaited\":{\"injection\":\"wait.none\",\"phase\":\"hit,parked\",\"count\":1,"
                + "\"timeout_ms\":10}",
            "\"since\":\"n1@4.1\"",
            "\"counts\":{\"wait.busy\":{\"hit\":1}}",
            "\"last\":[{\"last\":1}]",
            "\"points\":[{\"name\":\"wait.none\"");
  }

  @Test
  void aWaitThatLostEventsSaysSo() throws Exception {
    Node.point("wait.gap");
    while (node.log.first() == 1) {
      node.publish("x", Phase.HIT, "\"" + "-".repeat(1000) + "\"");
    }
    long lost = node.log.first() - 1;
    String path = WAIT + "?injection=wait.gap&since=n1@4.0&timeout=0";
    assertThat(node.get(path).body())
        .contains("events were lost", "\"gap\":{\"from\":\"n1@4.1\",\"to\":\"n1@4." + lost + "\"}");
    node.publish("wait.gap", Phase.HIT, "{}");
    assertThat(node.get(path).headers().firstValue("Jinx-Gap")).contains("n1@4.1/n1@4." + lost);
  }

  @Test
  void whatCannotBeWaitedForIsRefused() throws Exception {
    Node.point("wait.known");
    assertThat(node.get(WAIT + "?injection=wait.knwon").statusCode()).isEqualTo(404);
    assertThat(node.get(WAIT + "?timeout=11m").statusCode()).isEqualTo(400);
    assertThat(node.get(WAIT + "?timeout=soon").statusCode()).isEqualTo(400);
    assertThat(node.get(WAIT + "?count=0").statusCode()).isEqualTo(400);
    assertThat(node.get(WAIT + "?phase=packed").statusCode()).isEqualTo(400);
  }

  @Test
  void aServerThatClosesAnswersItsWaits() throws Exception {
    var answer = waiting("");
    node.server.close(Duration.ofSeconds(30));
    assertThat(answer.get().statusCode()).isEqualTo(503);
    assertThat(answer.get().body()).contains("shutting down");
  }

  private String diagnosis(String name) throws Exception {
    HttpResponse<String> answer = node.get(WAIT + "?timeout=0&since=latest&injection=" + name);
    assertThat(answer.statusCode()).isEqualTo(408);
    return answer.body();
  }

  private void enable(String name, String query) throws Exception {
    String path = "/v2/error_injection/injection/" + name + "?" + query;
    assertThat(node.post(path).statusCode()).isEqualTo(200);
  }

  @Test
  void aWaitTellsOfAConditionThatWasNeverTrue() throws Exception {
    Runnable hit = Node.point("wait.condition", new FewHits(2, 9));
    enable("wait.condition", "action=observe");
    for (int i = 0; i < 5; i++) {
      hit.run();
    }
    assertThat(diagnosis("wait.condition"))
        .contains(
            "enabled, with 0 hits so far, arm 1 ('observe') has the condition 'hit > 11', which was"
                + " never true, in 5 arrivals, and failed 2 times; first: ",
            "no such field");
  }

  @Test
  void aWaitTellsOfTermsThatHaveActedAsOftenAsTheyMay() throws Exception {
    Runnable hit = Node.point("wait.chain");
    enable("wait.chain", "action=1*off-%3E2*sleep(1us)");
    hit.run();
    hit.run();
    assertThat(diagnosis("wait.chain")).doesNotContain("as often as it may");
    hit.run();
    assertThat(diagnosis("wait.chain"))
        .contains("arm 1 ('1*off->2*sleep(1us)') has acted as often as it may");
    enable("wait.chain", "action=1*sleep(1us)-%3Eoff");
    hit.run();
    assertThat(diagnosis("wait.chain")).contains("has acted as often as it may");
    enable("wait.chain", "action=1*sleep(1us)-%3Eobserve");
    hit.run();
    assertThat(diagnosis("wait.chain")).doesNotContain("as often as it may");
  }

  @Test
  void aWaitTellsOfAnOlderArmThatTakesEveryHit() throws Exception {
    Node.point("wait.behind");
    enable("wait.behind", "action=observe");
    assertThat(diagnosis("wait.behind")).doesNotContain("gets nothing");
    String lease = node.post("/v2/error_injection/leases").body().substring(7, 29);
    enable("wait.behind", "action=pause&lease=" + lease);
    assertThat(diagnosis("wait.behind"))
        .contains("arm 2 ('pause') gets nothing: arm 1 is older, and has no condition");
  }

  @Test
  void aWaitTellsOfAOneShotThatHasFired() throws Exception {
    Runnable hit = Node.point("wait.shot");
    enable("wait.shot", "one_shot=true");
    hit.run();
    assertThat(diagnosis("wait.shot"))
        .contains("not enabled (the one-shot of arm 1 has fired), with 1 hit so far");
  }

  @Test
  void aWaitTellsOfAPointThatWasDisabled() throws Exception {
    Node.point("wait.off");
    assertThat(diagnosis("wait.off")).contains(", not enabled, with 0 hits so far");
    enable("wait.off", "");
    node.send("DELETE", "/v2/error_injection/injection/wait.off", "");
    assertThat(diagnosis("wait.off")).contains(", not enabled any more, with 0 hits so far");
  }

  @Test
  void aPointThatFailsIsWaitedForByThatPhase() throws Exception {
    Node.point("wait.failed");
    node.publish("wait.failed", Phase.FAILED, "{\"phase\":\"failed\"}");
    String path = WAIT + "?injection=wait.failed&since=earliest&timeout=0";
    assertThat(node.get(path + "&phase=failed").body()).isEqualTo("{\"phase\":\"failed\"}");
    assertThat(node.get(path).statusCode()).as("it is no hit").isEqualTo(408);
    assertThat(node.get(path).body()).contains("1 failed of 'wait.failed'");
  }
}
