package dev.jinx.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sees the bytes: one request on a plain socket, the chunks of its answer undone. */
final class Wire implements AutoCloseable {
  final Socket socket = new Socket();
  final List<String> headers = new ArrayList<>();
  private final InputStream in;
  private boolean chunked;
  private int left;

  Wire(int port, int receiveBuffer, String request) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Wire get(int port, String path, String... headers) throws IOException {
    return get(port, 0, path, headers);
  }

  static Wire get(int port, int receiveBuffer, String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return new Wire(port, receiveBuffer, request.append("\r\n").toString());
  }

  /** The status line; the headers are then in {@link #headers}. */
  String status() throws IOException {
    String status = rawLine();
    for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
      headers.add(line);
      chunked |= line.equalsIgnoreCase("Transfer-Encoding: chunked");
    }
    return status;
  }

  /** The next SSE block without its blank line; null at the end of the stream. */
  String block() throws IOException {
    StringBuilder block = new StringBuilder();
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        return block.toString();
      }
      block.append(block.length() == 0 ? "" : "\n").append(line);
    }
  }

  /** The next block that is no comment. */
  String event() throws IOException {
    String block = block();
    while (block != null && block.startsWith(":")) {
      block = block();
    }
    return block;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = chunked ? chunkByte() : in.read();
      if (b < 0) {
        return null;
      }
      if (b == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(b);
    }
  }

  private int chunkByte() throws IOException {
    if (left == 0) {
      String size = rawLine();
      if (size.isEmpty()) {
        size = rawLine();
      }
      left = Integer.parseInt(size, 16);
      if (left == 0) {
        return -1;
      }
    }
    left--;
    return in.read();
  }

  private String rawLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(b);
    }
    throw new IOException("the connection ended in a header or chunk: " + line);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
