package com.acme.post;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads one order a line; answers each with a line that begins with {@code = }. */
public final class Office {
  private final Clerk clerk = new Clerk();
  private final Thread desk = new Thread(this::work, "clerk");

  public static void main(String[] args) throws Exception {
    Office office = new Office();
    office.desk.setDaemon(true);
    office.desk.start();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("= " + office.carryOut(line.split(" ")));
    }
  }

  private void work() {
    try {
      while (true) {
        clerk.handle(Sender.INBOX.take());
      }
    } catch (InterruptedException end) {
      return;
    }
  }

  private String carryOut(String[] order) throws Exception {
    int number = order.length > 1 ? Integer.parseInt(order[1]) : 0;
    return switch (order[0]) {
      case "send" -> inThread("sender", () -> letters(1, number, Sender::send));
      case "post" -> inThread("poster", () -> Sender.send(number));
      case "handle" -> inThread("handler", () -> letters(1, number, clerk::handle));
      case "crowd" -> crowd(number);
      case "virtual" -> virtual(number);
      case "await" -> await(number);
      case "sent" -> Sender.SENT.toString();
      case "looked" -> String.valueOf(clerk.looked.get());
      case "distinct" -> String.valueOf(new TreeSet<>(clerk.stored).size());
      case "threads" -> new TreeSet<>(clerk.threads).toString();
      case "total" -> String.valueOf(clerk.total(number));
      case "clear" -> clear();
      default -> throw new IllegalArgumentException(String.join(" ", order));
    };
  }

  private interface Letters {
    void letter(int number);
  }

  private static void letters(int from, int count, Letters to) {
    for (int i = 0; i < count; i++) {
      to.letter(from + i);
    }
  }

  private static String inThread(String name, Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, name);
    thread.start();
    thread.join();
    return "sent";
  }

  /** So many letters, from four threads. */
  private String crowd(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int from = 1 + i * (count / 4);
      threads.add(new Thread(() -> letters(from, count / 4, clerk::handle), "crowd-" + i));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return "sent";
  }

  /** Each letter from a virtual thread, which this Java language level does not know. */
  private String virtual(int count) throws Exception {
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Runnable work = () -> clerk.handle(next.incrementAndGet());
      threads.add((Thread) start.invoke(null, work));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return "sent";
  }

  /** Until so many letters have been taken in; answers them in their order. */
  private String await(int count) throws InterruptedException {
    while (clerk.stored.size() < count) {
      Thread.sleep(1);
    }
    return clerk.stored.toString();
  }

  private String clear() {
    clerk.stored.clear();
    clerk.threads.clear();
    clerk.looked.set(0);
    return "cleared";
  }
}
