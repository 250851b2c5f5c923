package dev.jinx.benchmarks;

/** The smallest application: it tells when it began and when it ended. */
public final class Hello {
  private Hello() {}

  /** Optionally lives for some milliseconds first. */
  public static void main(String[] args) throws InterruptedException {
    long began = System.nanoTime();
    greet();
    if (args.length > 0) {
      Thread.sleep(Long.parseLong(args[0]));
    }
    System.out.println("main " + began + " " + System.nanoTime());
  }

  private static void greet() {
    System.out.println("hello");
  }
}
