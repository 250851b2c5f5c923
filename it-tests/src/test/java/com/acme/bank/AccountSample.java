package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@JinxTest(strict = true)
@JinxPoint(
    value = "deposit",
    method = "com.acme.bank.Account#deposit(long)",
    capture = "amount=args[0]")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountSample {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Account account = new Account();

  @Test
  @Order(1)
  void holdsAThread(@JinxPoint("deposit") Point deposit) throws Exception {
    deposit.enable("pause");
    var answer = CompletableFuture.supplyAsync(() -> account.deposit(7));
    Hit hit = deposit.awaitParked(TIMEOUT);
    assertEquals(7L, hit.captured().get("amount"));
    hit.release("return(42)");
    assertEquals(42, answer.get());
  } // still armed, and never let go

  @Test
  @Order(2)
  void nothingIsLeftArmed(@JinxPoint("deposit") Point deposit) {
    assertTrue(deposit.state().arms().isEmpty());
    assertEquals(1, account.deposit(1));
  }

  @Test
  @Order(3)
  void passesAndProvesNothing(@JinxPoint("deposit") Point deposit) {
    deposit.enable(Arming.of("return(0)").when("args[0] > 1000"));
    account.deposit(1);
  }

  @Test
  @Order(4)
  void failsAfterAHit(@JinxPoint("deposit") Point deposit) {
    deposit.enable("1*throw(java.lang.IllegalStateException, \"no\")");
    assertThrows(IllegalStateException.class, () -> account.deposit(5));
    assertEquals(5, account.deposit(6));
  }

  @Test
  @Order(5)
  void isSkipped(Jinx jinx) {
    Assumptions.assumeTrue(jinx.points().isEmpty(), "there are points");
  }

  @Test
  @Order(6)
  void declaresItsOwn(
      @JinxPoint(value = "withdraw", method = "com.acme.bank.Account#withdraw") Point withdraw) {
    withdraw.enable("return(3)");
    assertEquals(3, account.withdraw(10));
  }
}
