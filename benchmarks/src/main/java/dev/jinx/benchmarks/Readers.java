package dev.jinx.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Readers of an event stream in a JVM of their own, one thread for all of them. They count into a
 * {@link Gauge}. Arguments: host:port, path, how many, the gauge's file.
 */
public final class Readers {
  private static final int BUFFER = 128 * 1024;

  private Readers() {}

  /** Reads until the streams end. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[2]);
    Gauge gauge = new Gauge(Path.of(args[3]));
    Selector selector = Selector.open();
    for (int i = 0; i < count; i++) {
      SocketChannel channel = open(args[0], args[1]);
      FrameCounter counter = new FrameCounter(BUFFER);
      // The answer's head comes first; a stream that is refused must not pass for an idle one.
      head(channel);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, counter);
      gauge.set(Gauge.CONNECTED, i + 1);
    }
    System.out.println("connected");
    long[] totals = new long[2];
    while (!selector.keys().isEmpty()) {
      selector.select(key -> read(key, totals));
      gauge.set(Gauge.EVENTS, totals[0]);
      gauge.set(Gauge.LOST, totals[1]);
    }
  }

  /** A connection on which the request was sent. */
  static SocketChannel open(String address, String path) throws IOException {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: " + address + "\r\nAccept: text/event-stream\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  /** Reads the head byte by byte: what follows is the stream's. */
  static void head(SocketChannel channel) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 200")) {
      throw new IOException("refused: " + head);
    }
  }

  private static void read(SelectionKey key, long[] totals) {
    FrameCounter counter = (FrameCounter) key.attachment();
    long events = counter.events();
    long lost = counter.lost();
    try {
      if (!counter.read((SocketChannel) key.channel())) {
        key.cancel();
      }
    } catch (IOException gone) {
      key.cancel();
    }
    totals[0] += counter.events() - events;
    totals[1] += counter.lost() - lost;
  }
}
