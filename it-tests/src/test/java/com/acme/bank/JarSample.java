package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jinx.client.Hit;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@JinxProcess(
    jar = "gossip.jar",
    arguments = {"me", "{port}", "{port}"},
    jvm = "-Xmx64m",
    directory = "work",
    config = "jinx.yaml")
class JarSample {
  @Test
  void holdsAThreadInAProcess(@JinxPoint("heard") Point heard) {
    Hit hit = heard.enable("pause").awaitParked(Duration.ofSeconds(60));
    assertEquals("me", hit.captured().get("from"));
  }

  @Test
  void runsWhereItShould(NodeProcess node) throws IOException {
    Path there = Path.of("/proc", "" + node.handle().pid(), "cwd");
    assertEquals(Path.of("work").toRealPath(), there.toRealPath());
  }
}
