package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.gossip.Gossip;
import dev.jinx.it.Http;
import dev.jinx.it.Jdks;
import dev.jinx.it.Launch;
import dev.jinx.it.NettyProgram;
import dev.jinx.it.Ports;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The network of two nodes, cut and healed by clicks. */
@ExtendWith(Targets.class)
class PageNetworkIT {
  /** What is asked for while it does something is passed over. */
  private static final String IDLE = "#network-body:not([aria-busy])";

  private static Launch member(String name, int agent, int own, int peer, int page) {
    return Launch.on(Jdks.own())
        .yaml(
            """
            server: { origins: [ "http://127.0.0.1:%d" ] }
            log: { hits: false }
            points:
              heard: { method: "com.acme.gossip.Gossip#heard", enabled: true }
            """
                .formatted(page))
        .option("node", name)
        .option("port", Integer.toString(agent))
        .main(Gossip.class, name, Integer.toString(own), Integer.toString(peer));
  }

  @Test
  void aCutThatNativeCodeWouldPassIsNone() {
    int[] ports = {Ports.free(), Ports.free(), Ports.free(), Ports.free()};
    Launch netty =
        Launch.on(Jdks.own())
            .yaml(
                """
                log: { hits: false }
                points:
                  to-n2: { method: "net#*(127.0.0.1:%d)" }
                """
                    .formatted(ports[3]))
            .option("node", "n1")
            .option("port", Integer.toString(ports[0]))
            .classPath(NettyProgram.classPath())
            .main("com.acme.netty.NettyLines");
    try (Chromium browser = Chromium.start();
        TargetJvm one = netty.start();
        TargetJvm two = member("n2", ports[1], ports[3], ports[2], ports[0]).start()) {
      one.out().await("ready"::equals, TargetJvm.PATIENCE);
      Awaitility.await()
          .atMost(TargetJvm.PATIENCE)
          .until(() -> two.http().get("/v2/error_injection/net").body().contains(":" + ports[3]));
      one.tell("line open netty-epoll 127.0.0.1 " + ports[3]);
      String said = one.out().await(each -> each.startsWith("line open"), TargetJvm.PATIENCE);
      Assumptions.assumeFalse(said.contains("no epoll"), said);
      browser.open(one.address() + "/?node=n2=" + two.address() + "#network");
      browser.click(".way.open", "open");
      browser.await(".notice.bad", "native code has them");
      browser.await(IDLE);
      assertThat(cuts(one.http()) + cuts(two.http())).isZero();

      browser.open(one.address()); // who enables a point by hand is told, and has it
      browser.click(Drilled.POINT, "to-n2");
      browser.type(".enable input.code", "drop");
      browser.await(".enable .said.good", "drop");
      browser.press(Keys.ENTER);
      browser.await(".notice.bad", "native code has them");
      browser.await(Drilled.POINT, "drop");
    }
  }

  @Test
  void aClickCutsTwoNodesAndAnotherHealsThem() throws IOException {
    int[] ports = {Ports.free(), Ports.free(), Ports.free(), Ports.free()};
    try (Chromium browser = Chromium.start();
        TargetJvm one = member("n1", ports[0], ports[2], ports[3], ports[0]).start();
        TargetJvm two = member("n2", ports[1], ports[3], ports[2], ports[0]).start()) {
      hears(one.http());
      hears(two.http());
      browser.open(one.address() + "/?node=n2=" + two.address() + "#network");
      browser.click(".way.open", "open");
      browser.await(".way.cut[aria-label^='n1 to n2']");
      browser.await(".way.cut[aria-label^='n2 to n1']");
      browser.await(IDLE);
      assertThat(cuts(one.http())).isEqualTo(1);
      assertThat(cuts(two.http())).isEqualTo(1);
      browser.await(".way.cut", "holds"); // what is sent meanwhile

      browser.click(".way.cut", "cut");
      browser.await(".way.open[aria-label^='n1 to n2']");
      browser.await(IDLE);
      assertThat(cuts(one.http()) + cuts(two.http())).isZero();
      hears(one.http());
      hears(two.http());

      browser.click("#ways label", "one way");
      browser.click(".way.open[aria-label^='n2 to n1']", "open");
      browser.await(".way.cut[aria-label^='n2 to n1']");
      browser.await(".way.open[aria-label^='n1 to n2']");
      browser.await(IDLE);
      hears(two.http());
      browser.click("#heal", "Heal all");
      browser.await("#network-count", "nothing is cut");
      hears(one.http());
    }
  }

  /** Waits until that node hears its peer from now on. */
  private static void hears(Http http) {
    http.await("heard", "count=5");
  }

  private static long cuts(Http http) {
    long cuts = 0;
    for (var point : http.points()) {
      cuts += point.path("name").asText().startsWith("net.cut.") ? 1 : 0;
    }
    return cuts;
  }
}
