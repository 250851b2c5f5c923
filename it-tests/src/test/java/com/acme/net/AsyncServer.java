package com.acme.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;

/** Sends back what it gets, one connection after the other. Says its port. */
public final class AsyncServer {
  private AsyncServer() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    System.out.println("ready");
    System.out.println("server port " + ((InetSocketAddress) server.getLocalAddress()).getPort());
    while (true) {
      try (AsynchronousSocketChannel channel = server.accept().get()) {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        while (channel.read(bytes.clear()).get() >= 0) {
          channel.write(bytes.flip()).get();
        }
      } catch (ExecutionException reset) {
        System.out.println("server reset " + reset.getCause());
      }
    }
  }
}
