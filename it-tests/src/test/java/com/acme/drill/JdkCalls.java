package com.acme.drill;

import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Calls of the JDK that any server makes, too. */
final class JdkCalls {
  private JdkCalls() {}

  static void run() throws Exception {
    List<String> list = new ArrayList<>();
    list.add("x");
    new LinkedBlockingQueue<String>().offer("x");
    try (FileOutputStream file = new FileOutputStream("calls.txt")) {
      file.write(new byte[] {'x'});
    }
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel one = SocketChannel.open(server.getLocalAddress());
          SocketChannel two = server.accept()) {
        one.write(ByteBuffer.wrap(new byte[] {'x'}));
        two.read(ByteBuffer.allocate(1));
      }
    }
  }
}
