package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts two JVMs, of which one sends a byte to the other all the time, and cuts them from one
 * another again and again. Prints a line a cut: which means (0 Jinx for the first time, 1 Jinx, 2
 * iptables), and milliseconds from the beginning of cutting until it was done, until the last byte
 * arrived, and from the beginning of healing until it was done, and until a byte arrived.
 * Arguments: a directory, and whether there is iptables.
 */
public final class CuttingChild {
  private static final String POINT = "cut";
  private static final long CUT_NANOS = 1_000_000_000L;

  private final Gauge gauge;
  private final Path directory;

  private CuttingChild(Path directory) throws IOException {
    this.directory = directory;
    this.gauge = new Gauge(directory.resolve("gauge"));
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    CuttingChild child = new CuttingChild(Path.of(args[0]));
    for (int i = 0; i < Rounds.of(5, 1); i++) {
      child.measure(Boolean.parseBoolean(args[1]));
    }
  }

  private interface Act {
    void run() throws IOException, InterruptedException;
  }

  private void measure(boolean iptables) throws Exception {
    Path config = Node.config(directory, false, List.of());
    java.nio.file.Files.deleteIfExists(directory.resolve("port"));
    gauge.set(0, 0);
    try (Child receiver =
        Child.start(directory, Jdk.own(), List.of(), PulseChild.class, directory.toString())) {
      String address = PulseChild.HOST + ":" + receiver.await("port");
      try (Child sender =
          Child.start(
              directory,
              Jdk.own(),
              List.of(Layout.jinxAgent(config)),
              PulseChild.class,
              directory.toString(),
              address)) {
        Node node = Node.await(directory.resolve("port"));
        sender.await("connected");
        gauge.await(0, 1, 60);
        Act heal = () -> node.disable(POINT);
        cut(
            0,
            () -> {
              node.declare(POINT, "net#*(" + address + ")");
              node.enable(POINT, "action=drop");
            },
            heal);
        for (int i = 0; i < Rounds.of(5, 2); i++) {
          cut(1, () -> node.enable(POINT, "action=drop"), heal);
          if (iptables) {
            String port = address.substring(address.indexOf(':') + 1);
            cut(2, () -> drop(port), () -> run("iptables", "-w", "-F", "INPUT"));
          }
        }
      }
    }
  }

  private static void drop(String port) throws IOException, InterruptedException {
    run("iptables", "-w", "-A", "INPUT", "-p", "tcp", "--dport", port, "-j", "DROP");
    run("iptables", "-w", "-A", "INPUT", "-p", "tcp", "--sport", port, "-j", "DROP");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status);
    }
  }

  private void cut(int means, Act cut, Act heal) throws IOException, InterruptedException {
    long start = System.nanoTime();
    cut.run();
    long done = System.nanoTime();
    while (System.nanoTime() - done < CUT_NANOS) {
      LockSupport.parkNanos(1_000_000);
    }
    long last = gauge.get(0);
    long begin = System.nanoTime();
    heal.run();
    long healed = System.nanoTime();
    gauge.await(0, last + 1, 60);
    long first = gauge.get(0);
    System.out.println(
        means
            + " "
            + millis(done - start)
            + " "
            + millis(Math.max(0, last - start))
            + " "
            + millis(healed - begin)
            + " "
            + millis(Math.max(0, first - begin)));
    LockSupport.parkNanos(CUT_NANOS / 2);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
