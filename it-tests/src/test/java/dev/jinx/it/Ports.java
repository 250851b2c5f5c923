package dev.jinx.it;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of servers that come, go and come back, and of servers that never were. */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  // Another place for each process, far from that of the one before it.
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 389 % COUNT));

  private Ports() {}

  /**
   * A port that nobody listens at now. Not one of those that the system gives to clients: who tries
   * again and again to reach a dead server there would at some time be given that very port,
   * connect to itself, and keep the server from coming back.
   */
  public static int free() throws IOException {
    return free(InetAddress.getLoopbackAddress());
  }

  /** The same at another address of this machine. */
  public static int free(InetAddress address) throws IOException {
    while (true) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, address)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue; // the next one
      }
    }
  }

  /** A socket whose port nobody else gets until it is closed, and at which nobody listens. */
  public static Socket deaf() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return bound;
  }
}
