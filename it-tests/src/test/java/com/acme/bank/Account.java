package com.acme.bank;

import java.util.concurrent.atomic.AtomicLong;

/** What the sample tests test. */
public final class Account {
  private final AtomicLong balance = new AtomicLong();

  /** Answers the new balance. */
  public long deposit(long amount) {
    return balance.addAndGet(amount);
  }

  /** Answers the new balance. */
  public long withdraw(long amount) {
    return balance.addAndGet(-amount);
  }
}
