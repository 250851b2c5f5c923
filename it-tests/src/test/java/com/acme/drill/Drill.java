package com.acme.drill;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads one order a line; answers {@code done ORDER} when it is carried out. */
public final class Drill {
  private static final Object MONITOR = new Object();
  private final Map<String, Thread> named = new ConcurrentHashMap<>();
  private final Crowd crowd = new Crowd();

  public static void main(String[] args) throws Exception {
    Drill drill = new Drill();
    Steps.a();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      drill.carryOut(line.split(" "));
      if (!line.startsWith(".")) {
        System.out.println("done " + line);
      }
    }
  }

  private void carryOut(String[] order) throws Exception {
    switch (order[0]) {
      case ".a" -> Steps.a(); // no answer
      case "a" -> repeat(order, Steps::a);
      case "gate" -> repeat(order, Steps::gate);
      case "cycles" -> {
        crowd.cycles(number(order, 1), number(order, 2));
        crowd.join();
      }
      case "short" -> crowd.shortLived(number(order, 1));
      case "race" -> {
        crowd.race(number(order, 1), "race", Steps::a);
        crowd.join();
      }
      case "burst" -> crowd.race(number(order, 1), "burst", Steps::gate);
      case "virtual" -> crowd.virtual(number(order, 1), Steps::gate);
      case "virtual-a" -> {
        crowd.virtual(number(order, 1), Steps::a);
        crowd.join();
      }
      case "load" -> crowd.load(number(order, 1), order.length > 2 ? number(order, 2) : 50);
      case "stop" -> crowd.stop();
      case "join" -> crowd.join();
      case "spin" -> new PingPong().spin(number(order, 1));
      case "queue" -> PingPong.queue(number(order, 1));
      case "jdk" -> JdkCalls.run();
      case "start" -> start(order[1], Steps::gate);
      case "start-locked" -> start(order[1], Drill::gateUnderMonitor);
      case "interrupt" -> named.get(order[1]).interrupt();
      default -> end(order);
    }
  }

  private static void end(String[] order) {
    switch (order[0]) {
      case "hook" ->
          Runtime.getRuntime().addShutdownHook(new Thread(Steps::lastWords, "last words"));
      case "never" -> Never.run();
      case "exit" -> System.exit(number(order, 1));
      case "halt" -> Runtime.getRuntime().halt(number(order, 1));
      case "crash" -> throw new IllegalStateException("crashed as told");
      default -> throw new IllegalArgumentException(String.join(" ", order));
    }
  }

  private static void gateUnderMonitor() {
    synchronized (MONITOR) {
      Steps.gate();
    }
  }

  private void start(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              work.run();
              System.out.println(name + " passed" + (Thread.interrupted() ? " interrupted" : ""));
            },
            name);
    named.put(name, thread);
    thread.start();
  }

  private static void repeat(String[] order, Runnable step) {
    for (int i = number(order, 1); i > 0; i--) {
      step.run();
    }
  }

  private static int number(String[] order, int at) {
    return Integer.parseInt(order[at]);
  }
}
