package com.acme;

/** Prints, tells which threads and which properties there are, and leaves in the way it is told. */
public final class Leaving {
  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    System.out.println("application out");
    System.err.println("application err");
    switch (args[0]) {
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "throw" -> throw new IllegalStateException("of the application");
      case "stay" -> System.in.read();
      case "threads" -> {
        System.in.read();
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.isDaemon())
            .forEach(thread -> System.out.println("thread " + thread.getName()));
      }
      default -> System.out.println("end of main");
    }
  }
}
