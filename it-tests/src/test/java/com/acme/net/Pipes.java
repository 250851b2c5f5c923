package com.acme.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The kinds of connections that the JDK has. */
public final class Pipes {
  private Pipes() {}

  /** As {@link Opener#open}. */
  public static Pipe open(String kind, InetSocketAddress to, int millis) throws IOException {
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
      case "selector" -> new SelectorPipe(selected(SocketChannel.open(), to), false);
      case "gather-selector" -> new SelectorPipe(selected(SocketChannel.open(), to), true);
      case "inet-selector" -> {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
        yield new SelectorPipe(selected(channel, to), false);
      }
      case "tls" -> tls(socket(to, millis), to);
      case "tls-adaptor" -> tls(SocketChannel.open(to).socket(), to);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Socket socket(InetSocketAddress to, int millis) throws IOException {
    Socket socket = new Socket();
    socket.connect(to, millis);
    socket.setSoTimeout(millis);
    return socket;
  }

  /** By the TLS of the JDK, which trusts what the JVM was told to trust. */
  private static Pipe tls(Socket below, InetSocketAddress to) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket =
        (SSLSocket) factory.createSocket(below, to.getHostString(), to.getPort(), true);
    socket.startHandshake();
    return new StreamPipe(socket, false);
  }

  private static SocketChannel selected(SocketChannel channel, InetSocketAddress to)
      throws IOException {
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
