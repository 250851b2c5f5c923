package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jinx.client.Arming;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that fail elsewhere than in their own methods, each after a deposit. */
@JinxTest(strict = true)
@JinxPoint(value = "paid", method = "com.acme.bank.Account#deposit(long)")
class FailingSample {
  private final Account account = new Account();

  @Nested
  class Before {
    @BeforeEach
    void fails(@JinxPoint("paid") Point paid) {
      paid.enable();
      assertEquals(0, account.deposit(1));
    }

    @Test
    void failsBefore() {}
  }

  @Nested
  class After {
    @Test
    void failsAfter(@JinxPoint("paid") Point paid) {
      paid.enable();
      account.deposit(2);
    }

    @AfterEach
    void fails() {
      assertEquals(0, account.deposit(3));
    }
  }

  /** Strictness would say of it that the condition was never true. */
  @TestFactory
  Stream<DynamicTest> factory(@JinxPoint("paid") Point paid) {
    paid.enable(Arming.of("return(0)").when("args[0] == 4"));
    return Stream.of(DynamicTest.dynamicTest("dynamic", () -> assertEquals(0, account.deposit(5))));
  }
}
