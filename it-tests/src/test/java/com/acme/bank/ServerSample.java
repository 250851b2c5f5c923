package com.acme.bank;

import static org.junit.jupiter.api.Assertions.fail;

import com.acme.gossip.Gossip;
import dev.jinx.client.Declaration;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.junit.JinxExtension;
import dev.jinx.client.junit.JinxPoint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of a server whose agent wants a token, as it does not listen at 127.0.0.1. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerSample {
  private static final FreePorts HELD = FreePorts.hold(1);
  private static final String PORT = "" + HELD.get(0);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @RegisterExtension
  static final JinxExtension JINX =
      JinxExtension.running(
              NodeProcess.of("n1")
                  .host("127.0.0.2")
                  .command(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      Path.of("gossip.jar").toAbsolutePath().toString(),
                      Gossip.class.getName(),
                      "n1",
                      PORT,
                      PORT)
                  .point(Declaration.of("heard", "com.acme.gossip.Gossip#heard")))
          .strict();

  @Test
  @Order(1)
  void failsWhileItIsStopped(NodeProcess n1, @JinxPoint("heard") Point heard) {
    heard.enable().awaitHit(TIMEOUT);
    n1.stop();
    fail("as it should");
  }

  @Test
  @Order(2)
  void passesWhileItIsStopped(NodeProcess n1, @JinxPoint("heard") Point heard) {
    heard.enable().awaitHit(TIMEOUT);
    n1.stop(); // and nobody asks it whether there were hits
  }
}
