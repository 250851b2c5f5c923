package dev.jinx.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Between what a ping-pong is played. */
enum PingPongLine {
  /** Nobody has to be woken: the sharpest look at what a call costs. */
  SOCKETS("Sockets, one thread at both ends", false, false),
  CHANNELS("SocketChannels, one thread at both ends", true, false),
  THREADS("Sockets, a thread at each end", false, false),
  VIRTUAL("Sockets, a virtual thread at each end", false, true);

  /** What all of them go through in the JDK, reading and writing. */
  static final List<String> METHODS =
      List.of(
          "sun.nio.ch.NioSocketImpl#tryRead",
          "sun.nio.ch.NioSocketImpl#write(byte[],int,int)",
          "sun.nio.ch.SocketChannelImpl#read(java.nio.ByteBuffer)",
          "sun.nio.ch.SocketChannelImpl#write(java.nio.ByteBuffer)");

  static final int SIZE = 64;

  final String label;
  final boolean isVirtual;
  private final boolean channels;

  PingPongLine(String label, boolean channels, boolean isVirtual) {
    this.label = label;
    this.channels = channels;
    this.isVirtual = isVirtual;
  }

  boolean isAlone() {
    return this == SOCKETS || this == CHANNELS;
  }

  /** Those that there are on that JDK. */
  static List<PingPongLine> on(int feature) {
    List<PingPongLine> lines = new ArrayList<>();
    for (PingPongLine line : values()) {
      if (feature >= 21 || !line.isVirtual) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** One end of a connection. */
  interface End {
    void send() throws IOException;

    void receive() throws IOException;
  }

  /**
   * Connects two ends, the one that began first.
   *
   * @param proxied whether a proxy stands between them
   */
  End[] open(boolean proxied) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    if (channels) {
      try (ServerSocketChannel server = ServerSocketChannel.open()) {
        server.bind(new InetSocketAddress(loopback, 0));
        SocketChannel near = SocketChannel.open(to(server.getLocalAddress(), proxied));
        return new End[] {end(near), end(server.accept())};
      }
    }
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      Socket near = new Socket();
      near.connect(to(server.getLocalSocketAddress(), proxied));
      return new End[] {end(near), end(server.accept())};
    }
  }

  private static InetSocketAddress to(Object address, boolean proxied) throws IOException {
    InetSocketAddress server = (InetSocketAddress) address;
    return proxied ? PlainProxy.before(server) : server;
  }

  private static End end(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    java.io.InputStream in = socket.getInputStream();
    java.io.OutputStream out = socket.getOutputStream();
    byte[] bytes = new byte[SIZE];
    return new End() {
      @Override
      public void send() throws IOException {
        out.write(bytes);
      }

      @Override
      public void receive() throws IOException {
        for (int got = 0; got < SIZE; ) {
          got += more(in.read(bytes, got, SIZE - got));
        }
      }
    };
  }

  private static End end(SocketChannel channel) throws IOException {
    channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE);
    return new End() {
      @Override
      public void send() throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
          more(channel.write(bytes));
        }
      }

      @Override
      public void receive() throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
          more(channel.read(bytes));
        }
      }
    };
  }

  private static int more(int count) throws IOException {
    if (count < 0) {
      throw new IOException("the other end is gone");
    }
    return count;
  }
}
