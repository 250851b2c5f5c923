package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Lines;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** Points that name hosts, whose addresses become known late, or change. */
class HostsIT {
  @TempDir Path directory;

  @OnNewestJdk
  void aHostIsCutOffFromWhenItsNameIsKnownAndByTheAddressThatItHasNow(Jdk jdk) throws Exception {
    Path hosts = directory.resolve("hosts-" + jdk.feature());
    Files.writeString(hosts, "127.0.0.1 localhost\n");
    TargetJvm jvm =
        Launch.on(jdk)
            .yaml("log: { hits: false }\n")
            .jvm(
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0")
            .main(Lines.class)
            .start();
    try (Network net = Network.of(jvm);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(peer:" + peer.port() + ")");
      net.enable("cut", "drop");
      Far far = net.open("socket", peer);
      net.tell("socket", "send 10");
      net.answer("socket", "send", "ok");
      assertThat(far.receive(10)).as("nobody knows it yet").isEqualTo(10);

      rename(hosts, "127.0.0.1 localhost\n127.0.0.1 peer\n");
      assertThat(far.receive(10 * sendsUntil(net, true))).isNotNegative();
      assertThat(far.available()).as("it is cut").isZero();
      net.heal("cut");
      assertThat(far.receive(10)).isEqualTo(10);

      net.enable("cut", "drop");
      rename(hosts, "127.0.0.1 localhost\n127.0.0.9 peer\n");
      int held = sendsUntil(net, false);
      net.heal("cut");
      far.receive(10 * (held + 1));
      net.enable("cut", "drop");
      net.tell("socket", "send 10");
      net.answer("socket", "send", "ok");
      assertThat(far.receive(10)).as("it has gone elsewhere").isEqualTo(10);

      rename(hosts, "127.0.0.1 localhost\n");
      rename(hosts, "127.0.0.1 localhost\n127.0.0.1 peer\n");
      far.receive(10 * sendsUntil(net, true));
      assertThat(far.available()).as("it is cut again").isZero();
      net.assertSound();
    }
  }

  /** At once, so that nobody reads half of it. */
  private static void rename(Path hosts, String text) throws IOException {
    Path fresh = Files.writeString(hosts.resolveSibling("fresh"), text);
    Files.move(fresh, hosts, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Sends until the point takes what is sent, or until it does not any more.
   *
   * @return how many sends there were before that one
   */
  private static int sendsUntil(Network net, boolean taken) {
    AtomicInteger sends = new AtomicInteger();
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .until(
            () -> {
              long before = net.http.enters("cut");
              net.tell("socket", "send 10");
              net.answer("socket", "send", "ok");
              sends.incrementAndGet();
              return taken == net.http.enters("cut") > before;
            });
    return sends.get() - 1;
  }
}
