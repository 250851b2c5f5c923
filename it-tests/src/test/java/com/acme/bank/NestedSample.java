package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jinx.client.Arming;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@JinxTest(strict = true)
@JinxPoint(value = "outer", method = "com.acme.bank.Account#deposit(long)")
class NestedSample {
  @Nested
  @JinxTest
  @JinxPoint(value = "inner", method = "com.acme.bank.Account#withdraw")
  class Inside {
    private final Account account = new Account();

    @Test
    void hasThePointsOfBoth(@JinxPoint("outer") Point outer, @JinxPoint("inner") Point inner) {
      outer.enable("return(1)");
      inner.enable("return(2)");
      assertEquals(1, account.deposit(10));
      assertEquals(2, account.withdraw(10));
    }

    @Test
    void isAsStrict(@JinxPoint("inner") Point inner) {
      inner.enable(Arming.of("return(0)").when("args[0] > 1000"));
      account.withdraw(1);
    }

    /** What keeps the points declared needs none. */
    @Test
    void hasOneConnection(@JinxPoint("inner") Point inner) {
      long readers =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("jinx-client "))
              .count();
      assertEquals(1, readers);
    }
  }
}
