package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jinx.client.Jinx;
import dev.jinx.client.junit.JinxTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@JinxTest(config = "jinx.yaml")
class LoadedSample {
  @Test
  void hasItsConfiguration(Jinx jinx) {
    assertTrue(jinx.points().stream().anyMatch(point -> point.name().equals("heard")));
  }

  @Nested
  @JinxTest(config = "other.yaml")
  class Other {
    @Test
    void wantsAnother(Jinx jinx) {
      assertTrue(jinx.points().isEmpty());
    }
  }
}
