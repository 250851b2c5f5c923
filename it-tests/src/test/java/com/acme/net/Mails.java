package com.acme.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends and receives numbered datagrams, one order a line: {@code NAME open KIND PORT}, {@code NAME
 * send FROM COUNT} which tells its milliseconds, {@code NAME recv COUNT}, {@code NAME connect
 * PORT}, {@code NAME selects 0}, {@code NAME close 0}. Each order has a thread of its own.
 */
public final class Mails {
  private final Map<String, Box> boxes = new ConcurrentHashMap<>();

  private interface Box {
    void send(int number) throws IOException;

    int receive() throws IOException;

    int port() throws IOException;

    /** How often a selector came back. */
    default int selects() {
      return 0;
    }

    default void connect(int port) throws IOException {
      throw new UnsupportedOperationException();
    }

    void close() throws IOException;
  }

  public static void main(String[] args) throws Exception {
    Mails mails = new Mails();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      String[] words = order.split(" ");
      Thread thread = new Thread(() -> mails.say(words), words[0]);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void say(String[] order) {
    String said;
    try {
      said = carryOut(order);
    } catch (Exception thrown) {
      said = thrown.getClass().getName() + ": " + thrown.getMessage();
    }
    System.out.println(order[0] + " " + order[1] + " " + said);
  }

  private String carryOut(String[] order) throws IOException {
    int number = Integer.parseInt(order[order.length - 1]);
    switch (order[1]) {
      case "open" -> {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        Box box = open(order[2], new InetSocketAddress(here, number));
        boxes.put(order[0], box);
        return String.valueOf(box.port());
      }
      case "send" -> {
        int from = Integer.parseInt(order[2]);
        long begin = System.nanoTime();
        for (int i = 0; i < number; i++) {
          boxes.get(order[0]).send(from + i);
        }
        return "ok " + (System.nanoTime() - begin) / 1_000_000;
      }
      case "selects" -> {
        return String.valueOf(boxes.get(order[0]).selects());
      }
      case "connect" -> {
        boxes.get(order[0]).connect(number);
        return "ok";
      }
      case "close" -> {
        boxes.get(order[0]).close();
        return "ok";
      }
      default -> {
        List<String> got = new ArrayList<>();
        for (int i = 0; i < number; i++) {
          got.add(String.valueOf(boxes.get(order[0]).receive()));
        }
        return String.join(",", got);
      }
    }
  }

  private static Box open(String kind, InetSocketAddress to) throws IOException {
    InetSocketAddress free = new InetSocketAddress(to.getAddress(), 0);
    if (kind.equals("datagrams")) {
      return new OfSocket(new DatagramSocket(free), to);
    }
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(free);
    if (kind.startsWith("connected")) {
      channel.connect(to);
    }
    Selector selector = null;
    if (kind.endsWith("selector")) {
      channel.configureBlocking(false);
      selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
    }
    return new OfChannel(channel, to, selector, new AtomicInteger());
  }

  private record OfSocket(DatagramSocket socket, SocketAddress to) implements Box {
    @Override
    public void send(int number) throws IOException {
      byte[] data = ByteBuffer.allocate(4).putInt(number).array();
      socket.send(new DatagramPacket(data, 4, to));
    }

    @Override
    public int receive() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      socket.receive(packet);
      return ByteBuffer.wrap(packet.getData(), 0, packet.getLength()).getInt();
    }

    @Override
    public int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private record OfChannel(
      DatagramChannel channel, InetSocketAddress to, Selector selector, AtomicInteger count)
      implements Box {
    @Override
    public void send(int number) throws IOException {
      ByteBuffer data = ByteBuffer.allocate(4).putInt(number).flip();
      if (channel.isConnected()) {
        channel.write(data);
      } else {
        channel.send(data, to);
      }
    }

    @Override
    public int receive() throws IOException {
      ByteBuffer into = ByteBuffer.allocate(100);
      while (true) {
        if (channel.isConnected() ? channel.read(into) > 0 : channel.receive(into) != null) {
          return into.flip().getInt();
        }
        do {
          selector.select();
          count.incrementAndGet();
        } while (selector.selectedKeys().isEmpty());
        selector.selectedKeys().clear();
      }
    }

    @Override
    public int selects() {
      return count.get();
    }

    @Override
    public void connect(int port) throws IOException {
      channel.connect(new InetSocketAddress(to.getAddress(), port));
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }

    @Override
    public int port() throws IOException {
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
  }
}
