package com.acme.drill;

import java.util.concurrent.SynchronousQueue;

/** Two threads that hand a turn to each other: what one does is always the other's cause. */
final class PingPong {
  private volatile int turn;

  /** By a volatile field. */
  void spin(int rounds) throws InterruptedException {
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < rounds; i++) {
                awaitTurn(1);
                Steps.pong();
                turn = 0;
              }
            },
            "pong");
    other.start();
    for (int i = 0; i < rounds; i++) {
      awaitTurn(0);
      Steps.ping();
      turn = 1;
    }
    other.join();
  }

  private void awaitTurn(int mine) {
    while (turn != mine) {
      Thread.yield();
    }
  }

  /** By a queue without room. */
  static void queue(int rounds) throws InterruptedException {
    SynchronousQueue<Integer> there = new SynchronousQueue<>();
    SynchronousQueue<Integer> back = new SynchronousQueue<>();
    Thread other =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < rounds; i++) {
                  there.take();
                  Steps.pong();
                  back.put(i);
                }
              } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
              }
            },
            "pong");
    other.start();
    for (int i = 0; i < rounds; i++) {
      Steps.ping();
      there.put(i);
      back.take();
    }
    other.join();
  }
}
