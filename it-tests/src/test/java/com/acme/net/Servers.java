package com.acme.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Servers that send back what they get: one with sockets, one with a selector. Says their ports.
 */
public final class Servers {
  private Servers() {}

  private interface Work {
    void run() throws IOException;
  }

  public static void main(String[] args) throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    ServerSocket sockets = new ServerSocket(0, 50, here);
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(here, 0));
    start(() -> accept(sockets));
    start(() -> select(channel));
    System.out.println("ready");
    int polled = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    System.out.println("server ports " + sockets.getLocalPort() + " " + polled);
  }

  private static void start(Work work) {
    new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException broken) {
                System.out.println("server broken " + broken);
              }
            })
        .start();
  }

  private static void accept(ServerSocket server) throws IOException {
    while (true) {
      Socket socket = server.accept();
      start(() -> echo(socket));
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
      }
    } catch (IOException reset) {
      System.out.println("server reset " + reset.getMessage());
    }
  }

  private static void select(ServerSocketChannel server) throws IOException {
    Selector selector = Selector.open();
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    ByteBuffer bytes = ByteBuffer.allocate(8192);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          SocketChannel channel = server.accept();
          if (channel != null) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
          }
        } else {
          echo((SocketChannel) key.channel(), bytes.clear());
        }
      }
      selector.selectedKeys().clear();
    }
  }

  /** Peers of the tests read what they are sent, so that there is always room. */
  private static void echo(SocketChannel channel, ByteBuffer bytes) throws IOException {
    try {
      if (channel.read(bytes) < 0) {
        channel.close();
      }
      bytes.flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException reset) {
      System.out.println("server reset " + reset.getMessage());
      channel.close();
    }
  }
}
