package com.acme.faults;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;

/** Reads one order a line; answers each with a line that begins with {@code = }. */
public final class Desk {
  private final Calls calls = new Calls();
  private final List<Thread> threads = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    Desk desk = new Desk();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("= " + desk.carryOut(line.split(" ")));
    }
  }

  private String carryOut(String[] order) throws Exception {
    return switch (order[0]) {
      case "call" -> calls.told(order[1]);
      case "times" -> times(Integer.parseInt(order[1]), order[2]);
      case "race" -> race(Integer.parseInt(order[1]), order[2]);
      case "start" -> start(order[1], order[2]);
      case "virtual" -> virtual(Integer.parseInt(order[1]), order[2]);
      case "interrupt" -> interrupt(order[1]);
      case "join" -> join();
      default -> throw new IllegalArgumentException(String.join(" ", order));
    };
  }

  /** One after the other. */
  private String times(int count, String call) {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      told.add(calls.told(call));
    }
    return String.join("; ", told);
  }

  /** All at once; answers how often each thing came of it. */
  private String race(int count, String call) throws InterruptedException {
    CyclicBarrier barrier = new CyclicBarrier(count);
    TreeMap<String, Integer> told = new TreeMap<>();
    List<Thread> racers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread racer =
          new Thread(
              () -> {
                try {
                  barrier.await();
                } catch (Exception broken) {
                  throw new IllegalStateException(broken);
                }
                String one = calls.told(call);
                synchronized (told) {
                  told.merge(one, 1, Integer::sum);
                }
              },
              "racer-" + i);
      racers.add(racer);
      racer.start();
    }
    for (Thread racer : racers) {
      racer.join();
    }
    return told.toString();
  }

  /** In a thread of that name, which prints a line when it is through. */
  private String start(String name, String call) {
    Thread thread =
        new Thread(
            () -> {
              String told = calls.told(call);
              System.out.println(name + ": " + told + (Thread.interrupted() ? " interrupted" : ""));
            },
            name);
    threads.add(thread);
    thread.start();
    return "started " + name;
  }

  private String interrupt(String name) {
    threads.stream().filter(thread -> thread.getName().equals(name)).forEach(Thread::interrupt);
    return "interrupted " + name;
  }

  /** In virtual threads, which this Java language level does not know. */
  private String virtual(int count, String call) throws ReflectiveOperationException {
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < count; i++) {
      threads.add((Thread) start.invoke(null, (Runnable) () -> calls.told(call)));
    }
    return "started " + count;
  }

  private String join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    String joined = "joined " + threads.size();
    threads.clear();
    return joined;
  }
}
