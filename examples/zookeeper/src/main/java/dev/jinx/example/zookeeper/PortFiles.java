package dev.jinx.example.zookeeper;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Learns where an agent listens: it writes that to a file, whole and at once, when it is ready. */
final class PortFiles {
  /** How often is looked whether the process is still there; the file itself is told. */
  private static final long ALIVE_CHECK_MILLIS = 200;

  private PortFiles() {}

  /** Waits for the node's file, and reads it. */
  static String await(Node node, Duration patience) throws IOException, InterruptedException {
    Path file = node.portFile();
    long deadline = System.nanoTime() + patience.toNanos();
    try (WatchService watch = file.getFileSystem().newWatchService()) {
      node.directory().register(watch, ENTRY_CREATE);
      while (!Files.exists(file)) {
        if (!node.process().isAlive()) {
          throw new DemoException(node.name() + " ended at once. It said:\n" + node.lastWords());
        }
        if (System.nanoTime() > deadline) {
          throw new DemoException(
              "the agent of %s is not ready after %d s. It said:\n%s"
                  .formatted(node.name(), patience.toSeconds(), node.lastWords()));
        }
        WatchKey key = watch.poll(ALIVE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
    return Files.readString(file).strip();
  }
}
