package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxPort;
import dev.jinx.client.junit.JinxProcess;
import dev.jinx.client.junit.JinxTest;
import dev.jinx.client.junit.OnNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@JinxTest
@JinxProcess(
    name = "n1",
    mainClass = "com.acme.gossip.Gossip",
    arguments = {"n1", "{port}", "{port:n2}"},
    points = @JinxPoint(value = "heard", method = "com.acme.gossip.Gossip#heard"))
@JinxProcess(
    name = "n2",
    mainClass = "com.acme.gossip.Gossip",
    arguments = {"n2", "{port}", "{port:n1}"},
    points = @JinxPoint(value = "heard", method = "com.acme.gossip.Gossip#heard"))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesSample {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Test
  @Order(1)
  void isCutAndHealed(Cluster cluster, @JinxPoint(value = "heard", node = "n2") Point heard) {
    heard.enable().awaitHit(TIMEOUT);
    Cut cut = cluster.isolate("n1");
    cluster.eventually(() -> assertTrue(heldBack(cluster.node("n2").jinx()) > 0));
    cut.heal(); // or left to the end of the test
    cluster.eventually(() -> assertEquals(0, heldBack(cluster.node("n2").jinx())));
  }

  @Test
  @Order(2)
  void isKilled(@OnNode("n1") NodeProcess n1, @OnNode("n2") NodeProcess n2) {
    n1.kill();
    assertFalse(n1.isAlive());
    n2.stop(); // and never resumed
  }

  @Test
  @Order(3)
  void runsAgain(@OnNode("n1") NodeProcess n1, @OnNode("n1") Jinx jinx, @JinxPort("n1") int port) {
    assertTrue(n1.isAlive());
    assertEquals("n1", jinx.node());
    assertEquals(List.of("127.0.0.1:" + port), listeners(jinx));
  }

  @Test
  @Order(4)
  void failsWithItsOutput(@JinxPoint(value = "heard", node = "n1") Point heard) {
    heard.enable().awaitHit(TIMEOUT);
    fail("as it should");
  }

  @Nested
  @JinxTest(strict = true)
  class Inside {
    @Test
    void hasTheSameProcesses(Cluster cluster) {
      assertEquals(2, cluster.nodes().size());
    }
  }

  private static List<String> listeners(Jinx jinx) {
    List<String> now = jinx.net().listeners();
    while (now.isEmpty()) { // it has not come to it yet
      Thread.onSpinWait();
      now = jinx.net().listeners();
    }
    return now;
  }

  private static long heldBack(Jinx jinx) {
    return jinx.net().connections().stream().mapToLong(each -> each.held()).sum();
  }
}
