package dev.jinx.it;

import dev.jinx.client.cluster.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of servers that come, go and come back, and of servers that never were. */
public final class Ports {
  /** Each goes on being held as long as it is here. */
  private static final Queue<FreePorts> HELD = new ConcurrentLinkedQueue<>();

  private Ports() {}

  /**
   * A port at which nobody listens at any address, and which no other test, of this process or
   * another, gets while this process lives. Not one of those that the system gives to clients: who
   * tries again and again to reach a dead server there would at some time be given that very port,
   * connect to itself, and keep the server from coming back.
   */
  public static int free() {
    FreePorts held = FreePorts.hold(1);
    HELD.add(held);
    return held.get(0);
  }

  /** A socket whose port nobody else gets until it is closed, and at which nobody listens. */
  public static Socket deaf() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return bound;
  }
}
