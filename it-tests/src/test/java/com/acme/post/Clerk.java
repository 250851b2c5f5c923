package com.acme.post;

import java.util.concurrent.atomic.AtomicInteger;

/** Looks at letters before it takes them in. */
final class Clerk extends Counter {
  final AtomicInteger looked = new AtomicInteger();

  @Override
  void handle(int letter) {
    looked.incrementAndGet();
    super.handle(letter);
  }
}
