package dev.jinx.client.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Sends one request over a connection of its own. */
public final class Http {
  private static final int BUFFER = 16 * 1024;

  private Http() {}

  /**
   * Connects, sends, and reads up to the end of the head. The caller closes the response.
   *
   * @param connect how long one address of the host may take to connect
   * @param idle how long any single read may take; zero is for ever
   * @throws java.net.ConnectException if nothing listens there
   * @throws java.net.SocketTimeoutException if connecting or the answer took too long
   * @throws IOException for any other failure, or if the answer is not HTTP/1.1
   */
  public static Response send(Address address, Request request, Duration connect, Duration idle)
      throws IOException {
    Socket socket = open(address, connect);
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis(idle));
      socket.getOutputStream().write(request.encode(address));
      return Response.read(socket, new BufferedInputStream(socket.getInputStream(), BUFFER));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket open(Address address, Duration timeout) throws IOException {
    IOException first = null;
    for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(candidate, address.port()), millis(timeout));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    throw first == null ? new IOException("no address for " + address.host()) : first;
  }

  static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }
}
