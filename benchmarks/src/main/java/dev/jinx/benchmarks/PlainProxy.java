package dev.jinx.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The least that any proxy does, Toxiproxy among them: it reads what comes and writes it on, a
 * thread for each direction. In a JVM of its own it would not cost less.
 */
final class PlainProxy extends Thread {
  private final Socket from;
  private final Socket to;

  private PlainProxy(Socket from, Socket to) {
    super("proxy");
    setDaemon(true);
    this.from = from;
    this.to = to;
  }

  /** Takes one connection and carries it on to that address. */
  static InetSocketAddress before(InetSocketAddress server) throws IOException {
    ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    Thread acceptor =
        new Thread(
            () -> {
              try (proxy) {
                Socket near = proxy.accept();
                Socket far = new Socket(server.getAddress(), server.getPort());
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                new PlainProxy(near, far).start();
                new PlainProxy(far, near).start();
              } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
              }
            },
            "proxy");
    acceptor.setDaemon(true);
    acceptor.start();
    return (InetSocketAddress) proxy.getLocalSocketAddress();
  }

  @Override
  public void run() {
    try (from;
        to) {
      byte[] bytes = new byte[32 * 1024];
      for (int got = from.getInputStream().read(bytes);
          got >= 0;
          got = from.getInputStream().read(bytes)) {
        to.getOutputStream().write(bytes, 0, got);
      }
    } catch (IOException closed) {
      // The measurement is over.
      return;
    }
  }
}
