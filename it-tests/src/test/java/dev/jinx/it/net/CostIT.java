package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Costs;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import org.awaitility.Awaitility;

/** What points on connections cost those that they do not mean: nothing that is left behind. */
class CostIT {
  private static long cost(Network net, String kind) {
    net.jvm.tell(kind);
    return Long.parseLong(net.said(kind, "cost"));
  }

  /**
   * Until what was woven is compiled again, which takes a while where others compile, too; it stays
   * so from then on.
   */
  private static void awaitCost(Network net, String kind, long most) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .untilAsserted(() -> assertThat(cost(net, kind)).as(kind).isLessThanOrEqualTo(most));
    for (int i = 0; i < 3; i++) {
      assertThat(cost(net, kind)).as(kind).isLessThanOrEqualTo(most);
    }
  }

  @OnEveryJdk
  void whoIsNotMeantAllocatesNothingMore(Jdk jdk) throws Exception {
    try (Network net = Network.start(Launch.on(jdk).optimizing().main(Costs.class))) {
      long sockets = cost(net, "sockets");
      long channels = cost(net, "channels");
      long datagrams = cost(net, "datagrams");
      long posts = cost(net, "posts");
      net.declare("other", "net#*(192.0.2.1:7, 192.0.2.2:7)");
      net.enable("other", "drop");

      awaitCost(net, "sockets", sockets);
      awaitCost(net, "channels", channels);
      awaitCost(net, "posts", posts);
      // Who sends is known once it was received: by the JDK, into the caller's own bytes.
      awaitCost(net, "datagrams", datagrams + 500);
      assertThat(net.http.get("/v2/error_injection/net").ok().json().path("connections")).isEmpty();
      net.assertSound();
    }
  }
}
