package dev.jinx.relay.testing;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A simulated node as a process of its own, that hits a point again and again until killed. */
public final class NodeMain {
  private NodeMain() {}

  /** Takes name, log file, port and hits a second. */
  public static void main(String[] args) throws Exception {
    NodeLog log = new NodeLog(args[0], Path.of(args[1]));
    try (NodeServer server = new NodeServer(log, Integer.parseInt(args[2]))) {
      long pause = 1_000_000_000L / Integer.parseInt(args[3]);
      long next = System.nanoTime();
      while (server.log() == log) {
        log.hit("before-commit");
        next += pause;
        while (System.nanoTime() < next) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
      }
    }
  }
}
