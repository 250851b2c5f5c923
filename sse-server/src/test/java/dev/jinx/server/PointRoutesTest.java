package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.DeclarationException;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.Woven;
import dev.jinx.control.Allowed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PointRoutesTest {
  private static final String POINTS = "/v2/error_injection/points";
  private static final String INJECTION = "/v2/error_injection/injection";
  private Node node;

  @BeforeEach
  void start() throws IOException {
    Reach.by(new TestWeaver());
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  private HttpResponse<String> declare(String body) throws Exception {
    return node.send("POST", POINTS, body);
  }

  @Test
  void aPointIsDeclaredWithTheKeysOfTheYaml() throws Exception {
    HttpResponse<String> answer =
        declare(
            "{\"name\":\"points.all\",\"method\":\"com.acme.Store#commit(long)\",\"at\":\"exit\","
                + "\"action\":\"2*sleep(1ms)->pause(5s)\",\"parameters\":{\"why\":\"x\"},"
                + "\"enabled\":true,\"one_shot\":true}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"name\":\"points.all\",\"enabled\":true,"
                + "\"parameters\":[{\"key\":\"why\",\"value\":\"x\"}],"
                + "\"method\":\"com.acme.Store#commit(long)\",\"at\":\"exit\","
                + "\"action\":\"2*sleep(1ms)->pause(5s)\",\"state\":\"declared\"")
        .contains("\"one_shot\":true", "\"source\":\"HTTP\"");
    assertThat(node.get(INJECTION).body()).contains("points.all");
    HttpResponse<String> gone = node.send("DELETE", POINTS + "/points.all", "");
    assertThat(gone.body()).isEqualTo("{\"disabled\":1,\"released\":0}");
    assertThat(node.get(INJECTION + "/points.all").statusCode()).isEqualTo(404);
    assertThat(node.send("DELETE", POINTS + "/points.all", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aPointIsNotEnabledUnlessItSaysSo() throws Exception {
    assertThat(declare("{\"name\":\"points.off\",\"method\":\"a.B#c\"}").body())
        .contains("\"enabled\":false", "\"at\":\"entry\"");
  }

  @Test
  void aTakenNameIsAConflict() throws Exception {
    Node.point("points.taken");
    HttpResponse<String> answer = declare("{\"name\":\"points.taken\",\"method\":\"a.B#c\"}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("the name is taken by NodeTest", "\"field\":\"name\"", "\"title\":\"Conflict\"");
  }

  @Test
  void whatIsWrongIsRefusedWithItsKey() throws Exception {
    String rest = ",\"name\":\"points.wrong\",\"method\":\"a.B#c\"}";
    String[][] wrong = {
      {"{\"method\":\"a.B#c\"}", "name"},
      {"{\"name\":\"points.wrong\"}", "method"},
      {"{\"name\":\"a b\",\"method\":\"a.B#c\"}", "name"},
      {"{\"name\":\"points.wrong\",\"method\":\"nothing\"}", "method"},
      {"{\"name\":7,\"method\":\"a.B#c\"}", "name"},
      {"{\"at\":\"entrance\"" + rest, "at"},
      {"{\"action\":\"slep(1s)\"" + rest, "action"},
      {"{\"action\":null" + rest, "action"},
      {"{\"when\":true" + rest, "when"},
      {"{\"when\":\"args[\"" + rest, "when"},
      {"{\"capture\":[]" + rest, "capture"},
      {"{\"capture\":{\"x\":1}" + rest, "capture.x"},
      {"{\"capture\":{\"x\":\"args[\"}" + rest, "capture.x"},
      {"{\"parameters\":{\"x\":{}}" + rest, "parameters.x"},
      {"{\"enabled\":\"true\"" + rest, "enabled"},
      {"{\"one_shot\":1" + rest, "one_shot"},
      {"{\"one_shot\":true" + rest, "one_shot"},
      {"{\"oneshot\":true" + rest, "oneshot"},
      {"{\"action\":\"" + "x".repeat(20_000) + "\"" + rest, "action"},
    };
    for (String[] one : wrong) {
      HttpResponse<String> answer = declare(one[0]);
      assertThat(answer.statusCode()).as(one[0]).isEqualTo(400);
      assertThat(answer.body()).contains("\"field\":\"" + one[1] + "\"").hasSizeLessThan(4000);
    }
    assertThat(declare("{\"oneshot\":true" + rest).body())
        .contains("did you mean 'one_shot'?", "\"nearest\":[\"one_shot\"]");
    assertThat(declare("{\"action\":\"slep(1s)\"" + rest).body()).contains("\"column\":1");
    for (String body :
        new String[] {"", "[]", "7", "{", "{} x", "{\"name\":\"a\",\"name\":\"b\"}"}) {
      assertThat(declare(body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(node.get(INJECTION + "/points.wrong").statusCode()).isEqualTo(404);
  }

  @Test
  void undeclaringLetsThreadsGoWithTheReason() throws Exception {
    Runnable hit = Node.point("points.park");
    node.post(INJECTION + "/points.park?action=pause");
    Thread thread = new Thread(hit);
    thread.start();
    node.get("/v2/error_injection/wait?injection=points.park&phase=parked");
    assertThat(node.send("DELETE", POINTS + "/points.park", "").body())
        .isEqualTo("{\"disabled\":1,\"released\":1}");
    thread.join();
    assertThat(node.get("/v2/error_injection/wait?phase=disabled&since=earliest").body())
        .contains("\"reason\":\"the point was undeclared\"");
  }

  @Test
  void whatIsSwitchedOffIsForbidden() throws Exception {
    Runnable hit = Node.point("points.forbidden");
    ServerConfig config = ServerConfig.loopback(0);
    try (Node strict = new Node(config, 1 << 16, new Allowed(false, false, false))) {
      HttpResponse<String> declared =
          strict.send("POST", POINTS, "{\"name\":\"points.no\",\"method\":\"a.B#c\"}");
      HttpResponse<String> undeclared = strict.send("DELETE", POINTS + "/points.forbidden", "");
      String path = INJECTION + "/points.forbidden";
      HttpResponse<String> halt = strict.post(path + "?action=1*off-%3Ehalt(3)");
      HttpResponse<String> call = strict.post(path + "?action=call(a.B%23c)");
      HttpResponse<String> outcome = strict.post(path + "/message?outcome=halt(3)");
      for (HttpResponse<String> answer :
          new HttpResponse[] {declared, undeclared, halt, call, outcome}) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      }
      assertThat(declared.body()).contains("switched off by server.points: false");
      assertThat(halt.body()).contains("server.halt", "\"field\":\"action\"");
      assertThat(call.body()).contains("server.call");
      assertThat(outcome.body()).contains("\"field\":\"outcome\"");
    }
    hit.run();
  }

  /** Weaves a point into a method that returns nothing; somebody enables it at once. */
  private static final class Hasty extends TestWeaver {
    @Nullable Arm arm;

    @Override
    public Point declare(Declaration declaration) throws DeclarationException {
      Point point = super.declare(declaration);
      Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
      Site site = Site.of(point, "com.acme.Store#commit()", shape);
      point.tell(Woven.into("com.acme.Store", getClass().getClassLoader(), List.of(site)));
      arm = Arming.begin(point, new ArmSpec(Terms.OBSERVE, false, 1, Map.of(), null, null, null));
      return point;
    }
  }

  @Test
  void aPointThatIsRefusedLeavesNoArmOfThoseWhoEnabledItMeanwhile() throws Exception {
    Hasty hasty = new Hasty();
    Reach.by(hasty);
    HttpResponse<String> answer =
        declare(
            "{\"name\":\"points.hasty\",\"method\":\"com.acme.Store#commit\","
                + "\"action\":\"return(5)\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("returns nothing");
    assertThat(hasty.arm.isEnded()).isTrue();
  }
}
