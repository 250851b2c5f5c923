package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages with one or two examples. */
@ExtendWith(Targets.class)
class SmallGuidesIT {
  @Test
  void anExpressionChoosesAndCaptures() {
    Guide page = Guide.of("expressions.md");
    try (TargetJvm app = Folder.with(page.take("yaml", 0)).start()) {
      String cursor = app.http().enable("any-send", "");
      app.ask("send 4 n3");
      app.ask("send 5 n2");
      JsonNode sent = app.http().await("any-send", "since=" + cursor);
      assertThat(sent.get("captured").toString()).isEqualTo("{\"term\":5,\"to\":\"n2\"}");
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void anInjectionOfScyllaDbIsAPointThatPauses() {
    Guide page = Guide.of("coming-from-scylladb.md");
    try (TargetJvm app = Folder.with(page.take("yaml", 0)).start()) {
      String cursor = app.http().enable("wait_before_commit", "");
      app.tell("commit 1");
      JsonNode parked = app.http().await("wait_before_commit", "phase=parked&since=" + cursor);
      assertThat(parked.get("action").asText()).isEqualTo("pause(5m)");
      app.http().release("wait_before_commit");
      assertThat(app.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("done 1");
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void aMethodOfTheTestersOwnIsCalled() {
    Guide page = Guide.of("terms.md");
    Folder folder = Folder.with(List.of("points: { put: { method: com.acme.Store#put } }"));
    folder.write("Faults.java", List.of("package com.acme;", "import java.util.Map;"));
    page.take("java", 0).forEach(line -> folder.append("Faults.java", line));
    String build = "javac -d classes Faults.java && jar uf app.jar -C classes com";
    try (Session shell = new Session("sh", folder.path, Map.of("PATH", Folder.PATH))) {
      shell.run(List.of(build));
    }
    try (TargetJvm app = folder.start()) {
      assertThat(app.ask("put 6")).isEqualTo("done 6");
      app.http().enable("put", "action=call(com.acme.Faults%23corrupt)");
      assertThat(app.ask("put 6")).isEqualTo("done 7");
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void packsAreTakenAndOverridden() {
    Guide page = Guide.of("packs.md");
    Folder folder = Folder.with(page.take("yaml", 0));
    folder.write("acme.yaml", List.of("points: { acme.commit: { method: com.acme.Store#commit } }"));
    try (TargetJvm app = folder.start()) {
      Http http = app.http();
      assertThat(http.point("acme.commit").get("state").asText()).isEqualTo("woven");
      JsonNode ack = http.point("zookeeper.learner-ack");
      assertThat(ack.get("source").asText()).startsWith("pack zookeeper, jinx.yaml:");
      assertThat(ack.get("arms").get(0).get("action").asText()).isEqualTo("2*off->pause(30s)");
      assertThat(http.point("jdk.file-rename").get("capture").toString()).contains("args[0]");
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void aPageOfAnotherOriginIsLetIn() {
    Guide page = Guide.of("page.md");
    Guide browsers = Guide.of("shell-and-javascript.md");
    String several = URI.create(page.take("", 0).get(0)).getRawQuery();
    isLetIn(page.take("yaml", 0), "http://127.0.0.1:7117", "/?" + several);
    isLetIn(browsers.take("yaml", 0), "http://localhost:8000", "/health");
    assertThat(page.leftBy(getClass())).isEmpty();
    assertThat(browsers.leftBy(getClass())).isEmpty();
  }

  private static void isLetIn(List<String> yaml, String origin, String path) {
    try (TargetJvm app = Folder.with(yaml).start()) {
      assertThat(from(origin, app.http(), path)).isEqualTo(200);
      assertThat(from("http://elsewhere:8000", app.http(), path)).isEqualTo(403);
    }
  }

  private static int from(String origin, Http http, String path) {
    return http.send(HttpRequest.newBuilder(http.uri(path)).header("Origin", origin)).status();
  }
}
