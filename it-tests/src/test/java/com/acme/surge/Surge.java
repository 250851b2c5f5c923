package com.acme.surge;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code Surge TALLY NAME WORKERS VIRTUAL GOAL BEYOND}: threads {@code NAME-w0} and so on, the last
 * ones virtual, and one at the gate, {@code NAME-g}. Prints {@code goal} when all of them together
 * have come so many rounds; at twice that and BEYOND more they rest. Orders: {@code goal N} for as
 * many more, {@code quiet} to end the threads, {@code exit}, {@code halt}. Virtual threads are
 * slower, and rest early until the first order: there is less room for what is not emptied behind
 * them.
 */
public final class Surge {
  /** The worker that is the gate's, and the one of those who come last. */
  private static final int AT_GATE = Tally.WORKERS - 1;

  private static final int AT_END = Tally.WORKERS - 2;

  private static final long VIRTUAL_BEFORE_ORDERS = 300;

  private final Tally tally;
  private final String name;
  private final AtomicLong rounds = new AtomicLong();
  private volatile long goal;
  private volatile long rest;
  private volatile boolean leaving;
  private volatile boolean ordered;
  private final CountDownLatch everybody;
  private final long beyond;

  private Surge(Tally tally, String name, int workers, long beyond) {
    this.beyond = beyond;
    this.tally = tally;
    this.name = name;
    this.everybody = new CountDownLatch(workers + 1);
  }

  public static void main(String[] args) throws Exception {
    int workers = Integer.parseInt(args[2]);
    Surge surge = new Surge(new Tally(args[0]), args[1], workers, Long.parseLong(args[5]));
    surge.aim(Long.parseLong(args[4]));
    surge.start(workers, Integer.parseInt(args[3]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      surge.carryOut(line.split(" "));
    }
  }

  private void carryOut(String[] order) throws InterruptedException {
    ordered = true;
    switch (order[0]) {
      case "goal" -> aim(Long.parseLong(order[1]));
      case "quiet" -> {
        leaving = true;
        everybody.await();
        System.out.println("quiet");
      }
      case "exit" -> exit();
      case "halt" -> new Thread(() -> last(1), name + "-end").start();
      default -> throw new IllegalArgumentException(String.join(" ", order));
    }
  }

  private void exit() throws InterruptedException {
    leaving = true;
    everybody.await();
    Runtime.getRuntime().addShutdownHook(new Thread(this::goOn, name + "-hook"));
    System.exit(0);
  }

  /** The application's own hook still comes to a place. */
  private void goOn() {
    for (long n = 1; n <= 200; n++) {
      last(n);
      if (n == 100) {
        System.out.println("leaving");
      }
    }
  }

  private void last(long n) {
    Works.last(n);
    tally.returned(AT_END, Tally.LAST, n);
  }

  private synchronized void aim(long more) {
    long done = rounds.get();
    rest = done + more + more + beyond;
    goal = done + more;
  }

  private void start(int workers, int virtual) throws ReflectiveOperationException {
    for (int i = 0; i < workers; i++) {
      int worker = i;
      String thread = name + "-w" + i;
      if (i < workers - virtual) {
        new Thread(() -> work(worker, false), thread).start();
      } else {
        startVirtual(thread, () -> work(worker, true));
      }
    }
    new Thread(this::passGate, name + "-g").start();
  }

  /** By reflection: this Java language level does not know them. */
  private static void startVirtual(String thread, Runnable work)
      throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    builder = type.getMethod("name", String.class).invoke(builder, thread);
    type.getMethod("start", Runnable.class).invoke(builder, work);
  }

  private void work(int worker, boolean slow) {
    for (long n = 1; !leaving; n++) {
      Works.plain();
      tally.returned(worker, Tally.PLAIN, n);
      Works.numbered(n);
      tally.returned(worker, Tally.NUMBERED, n);
      Works.sometimes(n);
      tally.returned(worker, Tally.SOMETIMES, n);
      Works.switched(n);
      tally.returned(worker, Tally.SWITCHED, n);
      count();
      // The load is one that the rings have room for, even before anybody empties them.
      LockSupport.parkNanos(slow ? 1_000_000 : 100_000);
      while ((rounds.get() >= rest || slow && !ordered && n >= VIRTUAL_BEFORE_ORDERS) && !leaving) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    everybody.countDown();
  }

  private void count() {
    long done = rounds.incrementAndGet();
    if (done >= goal) {
      tellGoal(done);
    }
  }

  private synchronized void tellGoal(long done) {
    if (done >= goal) {
      goal = Long.MAX_VALUE;
      System.out.println("goal");
    }
  }

  private void passGate() {
    for (long n = 1; !leaving; n++) {
      Works.gate(n);
      tally.returned(AT_GATE, Tally.GATE, n);
      LockSupport.parkNanos(1_000_000);
    }
    everybody.countDown();
  }
}
