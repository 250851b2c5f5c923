package com.acme.drill;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;

/** Many threads at once. */
final class Crowd {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;
  private CountDownLatch ended = new CountDownLatch(0);

  /** Starts threads that do the same thing once all of them are there. */
  void race(int count, String name, Runnable each) {
    CyclicBarrier barrier = new CyclicBarrier(count);
    for (int i = 0; i < count; i++) {
      start(
          name + "-" + i,
          () -> {
            try {
              barrier.await();
            } catch (Exception broken) {
              throw new IllegalStateException(broken);
            }
            each.run();
          });
    }
  }

  /** Half of the threads find the places in another class loader. */
  void cycles(int count, int times) throws ReflectiveOperationException, MalformedURLException {
    Runnable here = new Cycle(times);
    URLClassLoader other =
        new URLClassLoader(
            new URL[] {Path.of(System.getProperty("drill.classes")).toUri().toURL()},
            ClassLoader.getPlatformClassLoader());
    Class<?> twin = other.loadClass(Cycle.class.getName());
    if (twin == Cycle.class) {
      throw new IllegalStateException("one loader only");
    }
    Runnable there = (Runnable) twin.getConstructor(int.class).newInstance(times);
    for (int i = 0; i < count; i++) {
      start("cycle-" + i, i % 2 == 0 ? here : there);
    }
  }

  /** Threads that each live for one hit. */
  void shortLived(int count) throws InterruptedException {
    int together = 64;
    for (int from = 0; from < count; from += together) {
      for (int i = from; i < Math.min(count, from + together); i++) {
        start("short-" + i, Steps::a);
      }
      join();
    }
  }

  /** Threads that go round until they are stopped, and rest so many microseconds each time. */
  void load(int count, int micros) {
    stopped = false;
    for (int i = 0; i < count; i++) {
      start(
          "load-" + i,
          () -> {
            while (!stopped) {
              Steps.a();
              LockSupport.parkNanos(micros * 1_000L);
            }
          });
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    join();
  }

  /** Virtual threads, which this Java language level does not know. */
  void virtual(int count, Runnable each) throws ReflectiveOperationException {
    CountDownLatch all = new CountDownLatch(count);
    ended = all;
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < count; i++) {
      start.invoke(
          null,
          (Runnable)
              () -> {
                each.run();
                all.countDown();
              });
    }
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
    ended.await();
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    threads.add(thread);
    thread.start();
  }
}
