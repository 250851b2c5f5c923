package dev.jinx.example.zookeeper;

import dev.jinx.client.cluster.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** TCP ports for servers that are told theirs before they start. */
final class Ports {
  /** Each goes on being held as long as it is here. */
  private static final Queue<FreePorts> HELD = new ConcurrentLinkedQueue<>();

  private Ports() {}

  /**
   * That many different ones, for that address: the system gives none of them to anybody else
   * before the server is there.
   */
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
    FreePorts held = FreePorts.hold(count);
    HELD.add(held);
    return held.all();
  }
}
