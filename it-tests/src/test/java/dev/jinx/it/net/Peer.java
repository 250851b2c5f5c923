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
  private final Greeting greeting;
  private final ServerSocket server;
  private final BlockingQueue<Far> accepted = new LinkedBlockingQueue<>();

  Peer() {
    this(Far::new);
  }

  /** How a connection is begun at this end; it waits for nothing. */
  interface Greeting {
    Far greet(Socket socket) throws IOException;
  }

  Peer(Greeting greeting) {
    this(greeting, "127.0.0.1");
  }

  Peer(Greeting greeting, String host) {
    this.greeting = greeting;
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName(host));
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
        accepted.add(greeting.greet(socket));
      }
    } catch (IOException closed) {
      // By the end of the test.
      accepted.clear();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** The address that it listens at, as text. */
  String host() {
    return server.getInetAddress().getHostAddress();
  }

  /** As selectors write it. */
  String address() {
    return (host().contains(":") ? "[" + host() + "]" : host()) + ":" + port();
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
