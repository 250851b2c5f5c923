package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseRoutesTest {
  private static final String LEASES = "/v2/error_injection/leases";
  private static final String INJECTION = "/v2/error_injection/injection";
  private static final String WAIT = "/v2/error_injection/wait";
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

  /** The id of a new lease. */
  private String lease(String query) throws Exception {
    String body = node.post(LEASES + query).body();
    assertThat(body).matches("\\{\"id\":\"[A-Za-z0-9_-]{22}\",\"ttl\":\"[0-9]+[smh]\"}");
    return body.substring(7, 29);
  }

  private Thread park(Runnable hit, String point) throws Exception {
    Thread thread = new Thread(hit);
    thread.start();
    assertThat(node.get(WAIT + "?phase=parked&injection=" + point).statusCode()).isEqualTo(200);
    return thread;
  }

  @Test
  void aLeaseLasts30SecondsUnlessAnotherTimeIsGiven() throws Exception {
    assertThat(node.post(LEASES).body()).endsWith("\"ttl\":\"30s\"}");
    assertThat(node.post(LEASES + "?ttl=90s").body()).endsWith("\"ttl\":\"90s\"}");
    assertThat(node.post(LEASES + "?ttl=120").body()).endsWith("\"ttl\":\"2m\"}");
    for (String ttl : new String[] {"999ms", "25h", "0", "soon", "-1s"}) {
      HttpResponse<String> answer = node.post(LEASES + "?ttl=" + ttl);
      assertThat(answer.statusCode()).as(ttl).isEqualTo(400);
    }
    assertThat(node.post(LEASES + "?ttl=500ms").body())
        .contains(
            "\"field\":\"ttl\",\"value\":\"500ms\",\"reason\":\"a lease lasts from 1s to 24h");
  }

  @Test
  void noTwoLeasesAreTheSame() throws Exception {
    assertThat(lease("")).isNotEqualTo(lease(""));
  }

  @Test
  void endingALeaseEndsItsArmsAlone() throws Exception {
    Runnable hit = Node.point("lease.end");
    Node.point("lease.other");
    String id = lease("?ttl=1h");
    node.post(INJECTION + "/lease.end?action=pause&lease=" + id);
    node.post(INJECTION + "/lease.other?action=pause");
    Thread thread = park(hit, "lease.end");
    assertThat(node.get(LEASES).body())
        .startsWith("[{\"id\":\"" + id + "\",\"ttl\":\"1h\",\"left_ms\":")
        .endsWith(",\"arms\":[\"lease.end\"]}]");
    assertThat(node.get(INJECTION + "/lease.end").body()).contains("\"lease\":\"" + id + "\"");
    assertThat(node.get(INJECTION + "/lease.end/waiters").body())
        .contains("\"lease\":\"" + id + "\"");
    assertThat(node.send("DELETE", LEASES + "/" + id, "").body())
        .isEqualTo("{\"disabled\":1,\"released\":1}");
    thread.join();
    assertThat(node.get(WAIT + "?injection=lease.end&phase=disabled&since=earliest").body())
        .contains("\"phase\":\"disabled\"", "\"reason\":\"lease " + id + " was ended\"");
    assertThat(node.get(INJECTION).body()).isEqualTo("[\"lease.other\"]");
    assertThat(node.get(LEASES).body()).isEqualTo("[]");
  }

  @Test
  void aLeaseThatRunsOutEndsItsArmsAndItsThreadsGoOn() throws Exception {
    Runnable hit = Node.point("lease.out");
    String id = lease("?ttl=1h");
    node.post(INJECTION + "/lease.out?action=pause&lease=" + id);
    Thread thread = park(hit, "lease.out");
    assertThat(node.send("PUT", LEASES + "/" + id + "?ttl=1s", "").statusCode()).isEqualTo(200);
    thread.join();
    assertThat(node.get(WAIT + "?injection=lease.out&phase=disabled&since=earliest").body())
        .contains("\"reason\":\"lease " + id + " ran out\"");
    assertThat(node.get(INJECTION).body()).isEqualTo("[]");
    assertThat(node.get(WAIT + "?injection=lease.out&timeout=0").body())
        .contains("not enabled any more (lease " + id + " ran out)");
  }

  @Test
  void aLeaseThatIsOverIsNotFoundAndArmsNothing() throws Exception {
    Node.point("lease.gone");
    String id = lease("");
    node.send("DELETE", LEASES + "/" + id, "");
    for (HttpResponse<String> answer :
        new HttpResponse[] {
          node.send("PUT", LEASES + "/" + id, ""),
          node.send("DELETE", LEASES + "/" + id, ""),
          node.post(INJECTION + "/lease.gone?lease=" + id)
        }) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains(
              "no lease '" + id + "': it ran out, was ended, or never was",
              "\"lease\":\"" + id + "\"");
    }
    assertThat(node.get(INJECTION).body()).isEqualTo("[]");
  }

  @Test
  void renewingMakesALeaseLastFromNowOnForItsOwnTimeOrAnother() throws Exception {
    String id = lease("?ttl=1h");
    assertThat(node.send("PUT", LEASES + "/" + id, "").body())
        .isEqualTo("{\"id\":\"" + id + "\",\"ttl\":\"1h\"}");
    assertThat(node.send("PUT", LEASES + "/" + id + "?ttl=2h", "").body())
        .isEqualTo("{\"id\":\"" + id + "\",\"ttl\":\"2h\"}");
    assertThat(node.send("PUT", LEASES + "/" + id + "?ttl=1ms", "").statusCode()).isEqualTo(400);
    assertThat(node.get(LEASES).body()).contains("\"ttl\":\"2h\"");
  }

  @Test
  void aPointHoldsOneArmForEachLeaseAndOneWithout() throws Exception {
    Node.point("lease.arms");
    String a = lease("");
    String b = lease("");
    String path = INJECTION + "/lease.arms";
    node.post(path + "?action=sleep(1ms)");
    node.post(path + "?action=sleep(2ms)&lease=" + a);
    node.post(path + "?action=sleep(3ms)&lease=" + b);
    node.post(path + "?action=sleep(4ms)&lease=" + a);
    assertThat(node.get(path).body())
        .contains("sleep(1ms)", "sleep(3ms)", "sleep(4ms)")
        .doesNotContain("sleep(2ms)");
    assertThat(node.send("DELETE", path + "?lease=" + a, "").body())
        .isEqualTo("{\"disabled\":1,\"released\":0}");
    assertThat(node.send("DELETE", INJECTION + "?lease=" + b, "").body())
        .isEqualTo("{\"disabled\":1,\"released\":0}");
    assertThat(node.get(path).body()).contains("sleep(1ms)").doesNotContain("sleep(3ms)");
    assertThat(node.send("DELETE", path, "").body()).startsWith("{\"disabled\":1,");
  }

  @Test
  void aMessageMayMeanTheThreadsOfOneLease() throws Exception {
    Runnable hit = Node.point("lease.message");
    String a = lease("");
    String path = INJECTION + "/lease.message";
    node.post(path + "?action=pause&lease=" + a);
    Thread thread = park(hit, "lease.message");
    assertThat(node.post(path + "/message?lease=other").body())
        .startsWith("{\"released\":0,\"kept\":0,\"reason\":");
    assertThat(node.post(path + "/message?lease=" + a).body())
        .isEqualTo("{\"released\":1,\"kept\":0}");
    thread.join();
  }
}
