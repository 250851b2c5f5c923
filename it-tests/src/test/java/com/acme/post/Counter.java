package com.acme.post;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes letters in. */
class Counter {
  final List<Integer> stored = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();

  void handle(int letter) {
    store(letter);
  }

  private void store(int letter) {
    if (letter < 0) {
      throw new IllegalArgumentException("no letter " + letter);
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    threads.add(
        Thread.currentThread().getName()
            + (context == Counter.class.getClassLoader() ? "" : " with a strange loader"));
    stored.add(letter);
  }

  int total(int least) {
    return Math.max(least, stored.size());
  }
}
