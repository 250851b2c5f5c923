package dev.jinx.it.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.TargetJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A stream on a bare socket: reads only when asked to, and can break off without a goodbye. */
final class RawReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  private RawReader(Socket socket, BufferedReader in) {
    this.socket = socket;
    this.in = in;
  }

  /** Answers once the server has said its first word on the stream. */
  static RawReader open(String address, String query) throws IOException {
    int colon = address.lastIndexOf(':');
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.setSoTimeout((int) TargetJvm.PATIENCE.toMillis());
    socket.connect(
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    String request =
        "GET /v2/error_injection/events?" + query + " HTTP/1.1\r\nHost: " + address + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024);
    String line = in.readLine();
    if (line == null || !line.contains(" 200 ")) {
      throw new AssertionError("no stream: " + line);
    }
    while (line != null && !line.startsWith("retry:")) {
      line = in.readLine();
    }
    return new RawReader(socket, in);
  }

  /** The next event or gap. */
  JsonNode next() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("data: ")) {
        return Http.parse(line.substring("data: ".length()));
      }
    }
    throw new AssertionError("the stream has ended");
  }

  /** Breaks off as a killed process does whose machine forgets it. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
