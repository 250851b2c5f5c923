package dev.jinx.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The sustained rows of B, for JMH. What cannot be kept up with is lost, counted and told. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@NullUnmarked
public class HitBenchmark {
  private int number;

  /** A reader over HTTP, in a JVM of its own. */
  @State(Scope.Benchmark)
  @NullUnmarked
  public static class Reader {
    private Path directory;
    private Child reader;
    private Gauge gauge;

    /** Enables the point and attaches the reader. */
    @Setup
    public void open() throws Exception {
      directory = Path.of(System.getProperty("jinx.bench.directory"));
      Path count = Files.createTempFile(directory, "gauge-", "");
      gauge = new Gauge(count);
      Node node = Node.await(directory.resolve("port"));
      Hits.hit(0);
      node.requireWoven(Hits.POINT);
      reader =
          Child.start(
              directory,
              Jdk.own(),
              java.util.List.of(),
              Readers.class,
              node.address(),
              "/v2/error_injection/events",
              "1",
              count.toString());
      reader.await("connected");
      node.enable(Hits.POINT);
    }

    /** Leaves the reader's count to the driver. */
    @TearDown
    public void close() throws Exception {
      Thread.sleep(1_000);
      Files.writeString(
          directory.resolve("reader"), gauge.get(Gauge.EVENTS) + " " + gauge.get(Gauge.LOST));
      reader.close();
    }
  }

  /** Where loggers write to. */
  @State(Scope.Benchmark)
  public static class Logs {
    /** Opens them. */
    @Setup
    public void open() throws Exception {
      Work.Loggers.open(
          Files.createTempDirectory(Path.of(System.getProperty("jinx.bench.directory")), "logs-"));
      Work.Loggers.startConsumer();
    }
  }

  /** The clock. */
  @Benchmark
  public long nanotime() {
    return System.nanoTime();
  }

  /** A hit. */
  @Benchmark
  public void jinx(Reader reader) {
    Hits.hit(number);
  }

  /** An item for a queue, with the clock. */
  @Benchmark
  public void queue(Logs logs) {
    Work.QUEUE.run(1);
  }

  /** A line by logback. */
  @Benchmark
  public void logback(Logs logs) {
    Work.LOGBACK.run(1);
  }

  /** A line by the JDK's logging. */
  @Benchmark
  public void jul(Logs logs) {
    Work.JUL.run(1);
  }
}
