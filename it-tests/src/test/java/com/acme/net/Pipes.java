package com.acme.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Begins connections, by the name of their kind. */
final class Pipes {
  private Pipes() {}

  /**
   * Connects.
   *
   * @param millis the time limit for that and for reads, where the kind has one; 0 for none
   */
  static Pipe open(String kind, InetSocketAddress to, int millis) throws IOException {
    return switch (kind) {
      case "socket" -> new StreamPipe(socket(to, millis), false);
      case "timed" -> new StreamPipe(socket(to, millis), true);
      case "adaptor" -> {
        SocketChannel channel = SocketChannel.open();
        channel.socket().connect(to, millis);
        channel.socket().setSoTimeout(millis);
        yield new StreamPipe(channel.socket(), false);
      }
      case "timed-adaptor" -> {
        SocketChannel channel = SocketChannel.open(to);
        channel.socket().setSoTimeout(millis);
        yield new StreamPipe(channel.socket(), true);
      }
      case "channel" -> new ChannelPipe(SocketChannel.open(to), false);
      case "gather" -> new ChannelPipe(SocketChannel.open(to), true);
      case "async" -> AsyncPipe.open(to, false);
      case "async-handler" -> AsyncPipe.open(to, true);
      case "file" -> new FilePipe(SocketChannel.open(to));
      case "selector" -> new SelectorPipe(selected(to), false);
      case "gather-selector" -> new SelectorPipe(selected(to), true);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Socket socket(InetSocketAddress to, int millis) throws IOException {
    Socket socket = new Socket();
    socket.connect(to, millis);
    socket.setSoTimeout(millis);
    return socket;
  }

  private static SocketChannel selected(InetSocketAddress to) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(to)) {
        do {
          selector.select();
          selector.selectedKeys().clear();
        } while (!channel.finishConnect());
      }
    }
    return channel;
  }
}
