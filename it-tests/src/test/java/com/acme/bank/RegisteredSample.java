package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxExtension;
import dev.jinx.client.junit.JinxPoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;

@JinxPoint(value = "annotated", method = "com.acme.bank.Account#deposit(long)")
class RegisteredSample {
  @RegisterExtension
  static final JinxExtension JINX =
      JinxExtension.inThisJvm()
          .point(Declaration.of("registered", "com.acme.bank.Account#withdraw"))
          .strict();

  private static Jinx ofAll;
  private Jinx before;

  @BeforeAll
  static void all(Jinx jinx) {
    ofAll = jinx;
    jinx.point("registered").enable("1*return(1)->return(2)");
  }

  @BeforeEach
  void each(Jinx jinx) {
    before = jinx;
  }

  @Test
  void whatTheClassArmedActsInEachTest(Jinx jinx) {
    assertSame(before, jinx);
    if (jinx == ofAll) {
      throw new AssertionFailedError("a connection of its own");
    }
    assertEquals(1, new Account().withdraw(10));
    assertEquals(2, new Account().withdraw(10));
  }

  @Test
  void hasThePointsOfItsClass(@JinxPoint("annotated") Point annotated) {
    annotated.enable("return(7)");
    assertEquals(7, new Account().deposit(1));
  }
}
