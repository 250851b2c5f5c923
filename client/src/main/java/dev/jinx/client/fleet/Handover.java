package dev.jinx.client.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands things of several writers to one reader, in the order in which they come. Each writer has
 * as much room as any other: one that is fast, or a reader that is slow, makes that writer wait and
 * takes nothing from the others.
 */
final class Handover<T> {
  private static final int BATCH = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition[] emptied;
  private final Deque<Entry<T>> queue = new ArrayDeque<>();
  private final int[] counts;
  private final int room;
  private boolean closed;

  private record Entry<T>(int writer, T value) {}

  /**
   * Makes one.
   *
   * @param room the most things of one writer that lie here
   */
  Handover(int writers, int room) {
    this.counts = new int[writers];
    this.emptied = new Condition[writers];
    for (int i = 0; i < writers; i++) {
      emptied[i] = lock.newCondition();
    }
    this.room = room;
  }

  /** Puts a thing there, once there is room for it; once closed, nowhere. */
  void put(int writer, T value) throws InterruptedException {
    lock.lock();
    try {
      while (counts[writer] == room && !closed) {
        emptied[writer].await();
      }
      if (!closed) {
        counts[writer]++;
        queue.add(new Entry<>(writer, value));
        filled.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes some of what came, at least one; none once closed. */
  List<T> take() throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        filled.await();
      }
      List<T> batch = new ArrayList<>();
      while (!queue.isEmpty() && !closed && batch.size() < BATCH) {
        Entry<T> entry = queue.remove();
        batch.add(entry.value);
        if (counts[entry.writer]-- == room) {
          emptied[entry.writer].signal();
        }
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a reader would have to wait. */
  boolean isEmpty() {
    lock.lock();
    try {
      return queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every waiting, here and later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      filled.signalAll();
      for (Condition each : emptied) {
        each.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
