package dev.jinx.example.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds TCP ports that nobody uses at present. */
final class Ports {
  private Ports() {}

  /** That many different ones at that address. */
  static List<Integer> free(String host, int count) {
    List<ServerSocket> open = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host));
        open.add(socket);
        ports.add(socket.getLocalPort());
      }
      return ports;
    } catch (IOException e) {
      throw new DemoException(
          "cannot listen on "
              + host
              + " ("
              + e.getMessage()
              + "); where only 127.0.0.1 is set up, as on macOS, add it: sudo ifconfig lo0 alias "
              + host,
          e);
    } finally {
      open.forEach(Ports::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new DemoException("cannot close a socket: " + e.getMessage(), e);
    }
  }
}
