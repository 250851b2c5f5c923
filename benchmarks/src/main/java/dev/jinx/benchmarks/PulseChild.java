package dev.jinx.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Receives bytes, and notes in a gauge when the last one came, by the clock of the machine; or,
 * given an address, sends there. First argument: a directory.
 */
public final class PulseChild {
  static final String HOST = "127.0.0.2";
  private static final long PAUSE_NANOS = 300_000;

  private PulseChild() {}

  /** Runs until it is killed. */
  public static void main(String[] args) throws IOException {
    if (args.length == 1) {
      receive(new Gauge(Path.of(args[0]).resolve("gauge")));
    } else {
      String[] words = args[1].split(":", 2);
      send(new InetSocketAddress(words[0], Integer.parseInt(words[1])));
    }
  }

  private static void receive(Gauge gauge) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      System.out.println("port " + server.getLocalPort());
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
          gauge.set(0, System.nanoTime());
        }
      }
    }
  }

  private static void send(InetSocketAddress to) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(to);
      socket.setTcpNoDelay(true);
      System.out.println("connected");
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(1);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
