package dev.jinx.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A source of events for many readers: hits of a point, or Undertow's own {@code send()}. It goes
 * as fast as the readers do: never more than {@value #AHEAD} events beyond what each has got, so
 * that neither side gains by dropping or by piling up.
 *
 * <p>Arguments: {@code jinx}, {@code queue} or {@code callback} (Undertow's), directory, the
 * readers' gauge. Commands: {@code start READERS}; {@code heap}; {@code more COUNT}, that many at
 * once, watching no reader.
 */
public final class PumpChild {
  private static final int AHEAD = 40_000;

  private PumpChild() {}

  /** Answers until stdin ends. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[1]);
    boolean chained = args[0].equals("callback");
    Source source = args[0].equals("jinx") ? jinx(directory) : UndertowSource.start();
    System.out.println("address " + source.address());
    System.out.println("path " + source.path());
    Gauge gauge = new Gauge(Path.of(args[2]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "start":
          if (chained && source instanceof UndertowSource) {
            ((UndertowSource) source).chain();
            break;
          }
          int readers = Integer.parseInt(words[1]);
          Thread pump =
              new Thread(() -> pump(source, gauge, readers, lead(source, readers)), "pump");
          pump.setDaemon(true);
          pump.start();
          break;
        case "more":
          more(source, Integer.parseInt(words[1]));
          System.out.println("done");
          break;
        default:
          System.out.println("heap " + heap());
      }
    }
  }

  /**
   * Readers of one log share what they have yet to read; a queue for each reader holds its own
   * copy, so that its lead has to shrink with their number.
   */
  private static long lead(Source source, int readers) {
    return source instanceof UndertowSource ? Math.max(64, AHEAD / readers) : AHEAD;
  }

  private static void pump(Source source, Gauge gauge, int readers, long most) {
    long sent = 0;
    while (true) {
      if (sent - gauge.get(Gauge.EVENTS) / readers < most) {
        for (int i = 0; i < 32; i++) {
          source.send();
        }
        sent += 32;
      } else {
        LockSupport.parkNanos(20_000);
      }
    }
  }

  /** A hundred thousand a second, which a scribe can follow. */
  private static void more(Source source, int count) {
    for (int i = 0; i < count; i++) {
      source.send();
      if (i % 100 == 99) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Bytes of live objects. */
  private static long heap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Source jinx(Path directory) throws Exception {
    Node node = Node.await(directory.resolve("port"));
    Hits.hit(0);
    node.requireWoven(Hits.POINT);
    node.enable(Hits.POINT);
    return new Source() {
      @Override
      public String address() {
        return node.address();
      }

      @Override
      public String path() {
        return "/v2/error_injection/events";
      }

      @Override
      public void send() {
        Hits.hit(1);
      }
    };
  }
}
