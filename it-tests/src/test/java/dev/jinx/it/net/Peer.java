package dev.jinx.it.net;

import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Accepts connections, in the JVM of the test. */
final class Peer implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<Far> accepted = new LinkedBlockingQueue<>();

  Peer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread thread = new Thread(this::accept, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setSoTimeout((int) TargetJvm.PATIENCE.toMillis()); // a byte that is lost is told
        accepted.add(new Far(socket));
      }
    } catch (IOException closed) {
      // By the end of the test.
      accepted.clear();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** As selectors write it. */
  String address() {
    return "127.0.0.1:" + port();
  }

  /** The next connection; fails when none comes. */
  Far next() {
    try {
      Far far = accepted.poll(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (far == null) {
        throw new AssertionError("nobody connected");
      }
      return far;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Whether somebody has connected whom {@link #next} did not give yet. */
  boolean hasMore() {
    return !accepted.isEmpty();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
