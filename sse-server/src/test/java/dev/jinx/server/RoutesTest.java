package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoutesTest {
  private static final String INJECTION = "/v2/error_injection/injection";
  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  @Test
  void aPointIsEnabledHitAndDisabled() throws Exception {
    Runnable hit = Node.point("routes.life");
    hit.run();
    HttpResponse<String> enabled = node.post(INJECTION + "/routes.life");
    assertThat(enabled.statusCode()).isEqualTo(200);
    assertThat(enabled.body()).matches("\\{\"cursor\":\"n1@4.0\",\"arm\":1,\"seed\":\\d+}");
    assertThat(node.get(INJECTION).body()).isEqualTo("[\"routes.life\"]");
    hit.run();
    hit.run();
    assertThat(node.get(INJECTION + "/routes.life/enters").body()).isEqualTo("2");
    assertThat(node.send("DELETE", INJECTION + "/routes.life", "").body())
        .isEqualTo("{\"disabled\":1,\"released\":0}");
    hit.run();
    assertThat(node.get(INJECTION).body()).isEqualTo("[]");
    assertThat(node.get(INJECTION + "/routes.life/enters").body()).isEqualTo("2");
    assertThat(node.send("DELETE", INJECTION + "/routes.life", "").body())
        .isEqualTo("{\"disabled\":0,\"released\":0}");
  }

  @Test
  void readingAPointTellsAllOfIt() throws Exception {
    Runnable hit = Node.point("routes.read");
    node.send(
        "POST",
        INJECTION + "/routes.read?one_shot=False&action=sleep(1ms)&seed=42",
        "{\"why\":\"partition\"}");
    hit.run();
    String point = node.get(INJECTION + "/routes.read").body();
    assertThat(point)
        .startsWith(
            "[{\"name\":\"routes.read\",\"enabled\":true,"
                + "\"parameters\":[{\"key\":\"why\",\"value\":\"partition\"}],"
                + "\"method\":\"com.acme.Store#commit\",\"at\":\"entry\",\"state\":\"declared\",")
        .contains(
            "\"arms\":[{\"arm\":1,\"action\":\"sleep(1ms)\",\"one_shot\":false,\"seed\":42,",
            "\"hits\":1,\"rejected\":0,\"errors\":0}],\"armed\":1,\"hits\":1,\"rejected\":0,"
                + "\"errors\":0,\"waiters\":0,\"source\":\"NodeTest\"}]");
    assertThat(node.get("/v2/error_injection/points").body())
        .contains(point.substring(1, point.length() - 1));
  }

  @Test
  void aParkedThreadIsShownAndReleasedByAMessage() throws Exception {
    Runnable hit = Node.point("routes.park");
    node.post(INJECTION + "/routes.park?action=pause(1m)");
    Object monitor = new Object();
    Thread thread =
        new Thread(
            () -> {
              synchronized (monitor) {
                hit.run();
              }
            },
            "to-be-parked");
    thread.start();
    HttpResponse<String> parked =
        node.get("/v2/error_injection/wait?injection=routes.park&phase=parked");
    assertThat(parked.statusCode()).isEqualTo(200);
    assertThat(parked.body()).contains("\"injection\":\"routes.park\"", "\"phase\":\"parked\"");
    String waiters = node.get(INJECTION + "/routes.park/waiters").body();
    assertThat(waiters)
        .startsWith("[{\"thread\":{\"id\":" + thread.getId() + ",\"name\":\"to-be-parked\"")
        .contains(
            "\"arm\":1,\"hit\":1,\"id\":\"n1@4.1\"",
            "\"action\":\"pause(1m)\"",
            "RoutesTest.lambda",
            "\"monitors\":[\"java.lang.Object@")
        .doesNotContain("dev.jinx.bootstrap.", "LockSupport");
    assertThat(node.post(INJECTION + "/routes.park/message").body())
        .isEqualTo("{\"released\":1,\"kept\":0}");
    thread.join();
    assertThat(node.get(INJECTION + "/routes.park/waiters").body()).isEqualTo("[]");
    assertThat(node.post(INJECTION + "/routes.park/message").body())
        .isEqualTo("{\"released\":0,\"kept\":1}");
  }

  @Test
  void disablingAllFreesEveryThread() throws Exception {
    Runnable hit = Node.point("routes.all");
    node.post(INJECTION + "/routes.all?action=pause");
    Thread thread = new Thread(hit);
    thread.start();
    node.get("/v2/error_injection/wait?injection=routes.all&phase=parked");
    assertThat(node.send("DELETE", INJECTION, "").body())
        .isEqualTo("{\"disabled\":1,\"released\":1}");
    thread.join();
  }

  @Test
  void anUnknownPointIsRefusedWithTheNearestName() throws Exception {
    Node.point("routes.commit");
    for (HttpResponse<String> answer :
        new HttpResponse[] {
          node.post(INJECTION + "/routes.comit"),
          node.get(INJECTION + "/routes.comit"),
          node.get(INJECTION + "/routes.comit/enters"),
          node.get(INJECTION + "/routes.comit/waiters"),
          node.post(INJECTION + "/routes.comit/message"),
          node.send("DELETE", INJECTION + "/routes.comit", "")
        }) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body())
          .startsWith(
              "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                  + "\"detail\":\"no injection point 'routes.comit'; did you mean 'routes.commit'")
          .contains("\"nearest\":[\"routes.commit\"");
    }
  }

  @Test
  void aQueryIsFormEncodedAndChecked() throws Exception {
    Node.point("routes.query");
    String path = INJECTION + "/routes.query";
    assertThat(node.post(path + "?one_shot=True&action=sleep(+1ms+)").statusCode()).isEqualTo(200);
    assertThat(node.post(path + "?one%5Fshot=1&action=p%61use").statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = node.post(path + "?oneshot=true");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("no query key 'oneshot'", "\"nearest\":[\"one_shot\"]");
    assertThat(node.post(path + "?one_shot=maybe").body()).contains("is not true or false");
    assertThat(node.post(path + "?seed=1&seed=2").body()).contains("'seed' twice");
    assertThat(node.post(path + "?seed=x").body()).contains("is not a whole number");
    HttpResponse<String> terms = node.post(path + "?action=slep(1ms)");
    assertThat(terms.statusCode()).isEqualTo(400);
    assertThat(terms.body()).contains("\"field\":\"action\",\"value\":\"slep(1ms)\"");
    assertThat(node.get(INJECTION + "?x=1").statusCode()).isEqualTo(400);
  }

  @Test
  void parametersAreAJsonObjectOfStrings() throws Exception {
    Node.point("routes.body");
    String path = INJECTION + "/routes.body";
    assertThat(node.send("POST", path, "{}").statusCode()).isEqualTo(200);
    for (String body :
        new String[] {
          "[]", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\",\"a\":\"c\"}", "{} x", "a=b"
        }) {
      assertThat(node.send("POST", path, body).statusCode()).as(body).isEqualTo(400);
    }
    String value = "x".repeat((1 << 20) - 8);
    assertThat(node.send("POST", path, "{\"a\":\"" + value + "\"}").statusCode()).isEqualTo(200);
    assertThat(node.send("POST", path, "{\"a\":\"" + value + "x\"}").statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyWithoutALengthIsLimitedToo() throws Exception {
    Node.point("routes.chunked");
    String chunk = "20000\r\n" + "x".repeat(0x20000) + "\r\n";
    String request =
        "POST "
            + INJECTION
            + "/routes.chunked HTTP/1.1\r\nHost: localhost\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(9);
    String whole = request + "0\r\n\r\n";
    try (Wire wire = new Wire(node.server.port(), 0, whole)) {
      assertThat(wire.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      Thread sender = new Thread(() -> sendOn(wire, chunk));
      sender.start();
      assertThat(wire.status()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
      sender.join();
    }
  }

  /** Without an end, as far as it is let. */
  private static void sendOn(Wire wire, String chunk) {
    byte[] bytes = chunk.getBytes(StandardCharsets.ISO_8859_1);
    try {
      while (true) {
        wire.socket.getOutputStream().write(bytes);
      }
    } catch (IOException cutOff) {
      return; // which may be before all is sent
    }
  }

  @Test
  void aClientThatExpectsToBeAskedForItsBodyIsAsked() throws Exception {
    Node.point("routes.expect");
    String request =
        "POST "
            + INJECTION
            + "/routes.expect HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Length: 9\r\nExpect: 100-continue\r\n\r\n";
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      assertThat(wire.status()).isEqualTo("HTTP/1.1 100 Continue");
      wire.socket.getOutputStream().write("{\"a\":\"b\"}".getBytes());
      assertThat(wire.status()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aNameThatIsNoneNeverReachesAFrameOrHeader() throws Exception {
    for (String name : new String[] {"a%0d%0ab", "a%00b", "a%20b", "a%2Fb", "%C3%A4", "%zz"}) {
      HttpResponse<String> answer = answerTo("POST", INJECTION + "/" + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("\\r", "\\n", "\\u0000");
    }
    assertThat(node.post(INJECTION + "/" + "n".repeat(129)).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> answerTo(String method, String path)
      throws IOException, InterruptedException {
    if (!path.contains("%zz")) {
      return node.send(method, path, "");
    }
    // java.net.URI would not let it pass.
    String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      assertThat(wire.status()).startsWith("HTTP/1.1 400");
    }
    return node.send(method, path.replace("%zz", "%20"), "");
  }

  @Test
  void whatIsNotThereSaysSo() throws Exception {
    HttpResponse<String> path = node.get("/v2/error_injection/injections");
    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(path.body()).contains("\"nearest\":[\"/v2/error_injection/injection\"");
    HttpResponse<String> method = node.send("PUT", INJECTION + "/x", "");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow")).contains("DELETE, GET, POST");
    assertThat(method.body()).contains("\"status\":405");
  }

  @Test
  void healthTellsHowTheNodeStands() throws Exception {
    assertThat(node.get("/health").body())
        .startsWith(
            "{\"status\":\"ready\",\"node\":\"n1\",\"boot\":4,\"cursor\":\"n1@4.0\",\"points\":")
        .endsWith(",\"readers\":0,\"version\":\"unknown\",\"problems\":[\"a problem\"]}");
  }
}
