package com.acme.net;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends something from one end to the other again and again, on one thread. For each line that it
 * reads, the kind of a connection, it says how many bytes a time its thread allocated.
 */
public final class Costs {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TIMES = 2_000;
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private Costs() {}

  private interface Way {
    void go() throws IOException;
  }

  public static void main(String[] args) throws Exception {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("sockets", sockets());
    ways.put("channels", channels());
    ways.put("datagrams", datagrams());
    ways.put("posts", posts());
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String kind = in.readLine(); kind != null; kind = in.readLine()) {
      System.out.println(kind + " cost " + cost(ways.get(kind)));
    }
  }

  /** The least of some rounds: what is compiled meanwhile changes it. */
  private static long cost(Way way) throws IOException {
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long before = THREADS.getThreadAllocatedBytes(self);
      for (int i = 0; i < TIMES; i++) {
        way.go();
      }
      least = Math.min(least, (THREADS.getThreadAllocatedBytes(self) - before) / TIMES);
    }
    return least;
  }

  private static Way sockets() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      Socket near = new Socket(HERE, server.getLocalPort());
      Socket far = server.accept();
      byte[] bytes = new byte[300];
      return () -> {
        near.getOutputStream().write(bytes);
        far.getInputStream().readNBytes(bytes, 0, bytes.length);
      };
    }
  }

  private static Way channels() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(HERE, 0));
      SocketChannel near = SocketChannel.open(server.getLocalAddress());
      SocketChannel far = server.accept();
      ByteBuffer bytes = ByteBuffer.allocateDirect(300);
      return () -> {
        near.write(bytes.clear());
        bytes.clear();
        while (bytes.hasRemaining()) {
          far.read(bytes);
        }
      };
    }
  }

  private static Way datagrams() throws IOException {
    DatagramSocket near = new DatagramSocket(0, HERE);
    DatagramSocket far = new DatagramSocket(0, HERE);
    DatagramPacket sent = new DatagramPacket(new byte[300], 300, far.getLocalSocketAddress());
    DatagramPacket got = new DatagramPacket(new byte[300], 300);
    return () -> {
      near.send(sent);
      far.receive(got);
    };
  }

  private static Way posts() throws IOException {
    DatagramChannel near = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
    DatagramChannel far = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
    near.connect(far.getLocalAddress());
    far.connect(near.getLocalAddress());
    ByteBuffer bytes = ByteBuffer.allocateDirect(300);
    return () -> {
      near.write(bytes.clear());
      far.read(bytes.clear());
    };
  }
}
