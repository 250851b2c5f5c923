package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.net.NetSelector;
import dev.jinx.net.Network;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What others learn of this process; its connections are tested with the agent's jar. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class NetRouteTest {
  @Test
  void tellsWhereTheProcessListensButNotTheServerItself() throws Exception {
    try (Node node = Node.start();
        ServerSocket peers = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
        ServerSocket clients = new ServerSocket(0)) {
      HttpResponse<String> answer = node.get("/v2/error_injection/net");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .matches(
              "\\{\"machine\":\"[0-9a-f-]{36}/net:\\[\\d+]\",\"addresses\":\\[.*],"
                  + "\"listeners_known\":true,\"listeners\":\\[.*],\"connections\":\\[],\"unseen\":\\[]}")
          .contains("\"127.0.0.1\"")
          .contains("\"127.0.0.2:" + peers.getLocalPort() + "\"")
          .contains("\"*:" + clients.getLocalPort() + "\"")
          .doesNotContain(":" + node.server.port() + "\"");
      assertThat(node.send("POST", "/v2/error_injection/net", "").statusCode()).isEqualTo(405);
      assertThat(node.get("/v2/error_injection/net?x=1").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aPointWhoseHostsNobodyKnowsSaysSo() throws Exception {
    Declaration declaration =
        new Declaration(
            "net.unknown", "net#*(no-such-host.invalid:2888)", Position.ENTRY, "NetRouteTest");
    Point point = Points.declare(declaration);
    try (Node node = Node.start()) {
      point.tell(Network.declare(point, NetSelector.parse(declaration.method())));
      String path = "/v2/error_injection/injection/net.unknown";
      String unknown =
          "no host is known as no-such-host.invalid, which is looked up again every second";
      assertThat(node.get(path).body())
          .contains("\"state\":\"woven\",\"reason\":\"" + unknown + "\"");
      node.post(path + "?action=drop");
      assertThat(node.get(path).body())
          .contains("\"report\":\"enabled but never hit: " + unknown + "\"");
      assertThat(node.get("/v2/error_injection/wait?injection=net.unknown&timeout=1ms").body())
          .contains("'net.unknown' is woven (" + unknown + "), enabled");
    } finally {
      Arming.end(Arming.arms(List.of(point), null), null, false);
      Network.undeclare(point);
      Points.remove(point);
    }
  }
}
