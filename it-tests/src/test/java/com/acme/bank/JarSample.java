package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jinx.client.Hit;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@JinxProcess(
    jar = "gossip.jar",
    arguments = {"me", "{port}", "{port}"},
    jvm = "-Xmx64m",
    config = "jinx.yaml")
class JarSample {
  @Test
  void holdsAThreadInAProcess(@JinxPoint("heard") Point heard) {
    Hit hit = heard.enable("pause").awaitParked(Duration.ofSeconds(60));
    assertEquals("me", hit.captured().get("from"));
  }
}
