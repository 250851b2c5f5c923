package dev.jinx.example.zookeeper;

import dev.jinx.client.cluster.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** TCP ports that nobody else gets before the node does that they are for. */
final class Ports {
  /** They are held as long as they are here. */
  private static final Queue<FreePorts> HELD = new ConcurrentLinkedQueue<>();

  private Ports() {}

  /** That many different ones, for a program that listens at that address. */
  static List<Integer> free(String host, int count) {
    try {
      new ServerSocket(0, 1, InetAddress.getByName(host)).close();
    } catch (IOException e) {
      throw new DemoException(
          "cannot listen on "
              + host
              + " ("
              + e.getMessage()
              + "); where only 127.0.0.1 is set up, as on macOS, add it: sudo ifconfig lo0 alias "
              + host,
          e);
    }
    FreePorts ports = FreePorts.hold(count);
    HELD.add(ports);
    return ports.all();
  }
}
