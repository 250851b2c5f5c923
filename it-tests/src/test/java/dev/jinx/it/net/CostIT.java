package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Costs;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;

/** What points on connections cost those that they do not mean: nothing that is left behind. */
class CostIT {
  private static long cost(Network net, String kind) {
    net.jvm.tell(kind);
    return Long.parseLong(net.said(kind, "cost"));
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

      assertThat(cost(net, "sockets")).isLessThanOrEqualTo(sockets);
      assertThat(cost(net, "channels")).isLessThanOrEqualTo(channels);
      assertThat(cost(net, "posts")).isLessThanOrEqualTo(posts);
      // Who sends is known once it was received: by the JDK, into the caller's own bytes.
      assertThat(cost(net, "datagrams")).isLessThanOrEqualTo(datagrams + 500);
      assertThat(net.http.get("/v2/error_injection/net").ok().json().path("connections")).isEmpty();
      net.assertSound();
    }
  }
}
