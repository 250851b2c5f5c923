package dev.jinx.relay.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A real Kafka broker, KRaft, as a process of its own that can be killed and started again. */
public final class Broker {
  private final List<String> options;
  private final Path directory;
  private final Path config;
  private final Path output;
  private final int port;
  private Process process;

  private Broker(Path directory, int port, int controller, List<String> options)
      throws IOException {
    this.options = new ArrayList<>(List.of("-Xmx256m"));
    this.options.addAll(options);
    this.directory = directory;
    this.port = port;
    this.config = directory.resolve("server.properties");
    this.output = directory.resolve("broker.out");
    String properties =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%s
        num.network.threads=2
        num.io.threads=2
        num.partitions=1
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        log.cleaner.dedupe.buffer.size=2097152
        auto.create.topics.enable=false
        """
            .formatted(controller, port, controller, port, directory.resolve("data"));
    Files.writeString(config, properties);
  }

  /** Formats a storage and starts a broker on it. */
  public static Broker start(Path directory) throws IOException, InterruptedException {
    return start(directory, List.of());
  }

  /** The same, with more options for its JVM. */
  public static Broker start(Path directory, List<String> options)
      throws IOException, InterruptedException {
    Broker broker = new Broker(directory, Processes.freePort(), Processes.freePort(), options);
    String[] format = {"format", "-t", "jinx0relay0test0000000", "-c", broker.config.toString()};
    Process formatting =
        Processes.start(broker.output, List.of("-Xmx128m"), "kafka.tools.StorageTool", format);
    if (!formatting.waitFor(120, TimeUnit.SECONDS) || formatting.exitValue() != 0) {
      formatting.destroyForcibly();
      throw new IOException("formatting failed:\n" + Files.readString(broker.output));
    }
    broker.restart();
    return broker;
  }

  /** Starts it on what it had, and waits until it answers. */
  public void restart() throws IOException, InterruptedException {
    process = Processes.start(output, options, "kafka.Kafka", config.toString());
    try {
      awaitAnswer();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      process.destroyForcibly(); // nobody else knows it
      throw e;
    }
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    // It takes connections before it answers: who asks then is better off asking anew soon.
    for (int seconds = 1; !answers(seconds); seconds = Math.min(2 * seconds, 10)) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("no broker:\n" + Files.readString(output));
      }
    }
  }

  private boolean answers(int seconds) throws InterruptedException {
    Admin admin = Admin.create(Map.of("bootstrap.servers", servers()));
    try {
      return !admin.describeCluster().nodes().get(seconds, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } finally {
      admin.close(Duration.ZERO); // else it would wait for its answer for a minute
    }
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    Processes.kill(process);
  }

  /** What clients give as bootstrap servers. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Where its log and output are. */
  public Path directory() {
    return directory;
  }
}
