package com.acme.raft;

import io.microraft.RaftEndpoint;
import io.microraft.model.message.RaftMessage;
import io.microraft.transport.Transport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Messages over TCP: each member connects to each other one, and sends on its own connection. */
final class Wires implements Transport {
  private static final int CONNECT_MILLIS = 1_000;

  private final Map<Object, BlockingQueue<RaftMessage>> queues = new ConcurrentHashMap<>();

  Wires(Peer self, Map<Peer, InetSocketAddress> peers) {
    peers.forEach(
        (peer, address) -> {
          if (!peer.equals(self)) {
            BlockingQueue<RaftMessage> queue = new LinkedBlockingQueue<>(1_000);
            queues.put(peer, queue);
            start("to " + peer.name(), () -> sendAll(queue, address));
          }
        });
  }

  /** Takes connections and hands on what comes. */
  void listen(InetSocketAddress address, Consumer<RaftMessage> to) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(address);
    start(
        "accept",
        () -> {
          while (true) {
            Socket socket = server.accept();
            start("from " + socket.getPort(), () -> receiveAll(socket, to));
          }
        });
  }

  @Override
  public void send(RaftEndpoint target, RaftMessage message) {
    queues.get(target).offer(message); // lost when there are too many, as datagrams are
  }

  @Override
  public boolean isReachable(RaftEndpoint endpoint) {
    return true; // who knows
  }

  private void sendAll(BlockingQueue<RaftMessage> queue, InetSocketAddress address)
      throws InterruptedException {
    while (true) {
      RaftMessage first = queue.take();
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        for (RaftMessage message = first; ; message = queue.take()) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          Codec.write(new DataOutputStream(bytes), message);
          bytes.writeTo(socket.getOutputStream());
        }
      } catch (IOException down) {
        queue.clear(); // as the network does
      }
    }
  }

  private static void receiveAll(Socket socket, Consumer<RaftMessage> to) throws IOException {
    try (socket) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (true) {
        to.accept((RaftMessage) Codec.read(in));
      }
    }
  }

  interface Work {
    void run() throws IOException, InterruptedException;
  }

  static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException ended) {
                System.out.println(Thread.currentThread().getName() + " ended: " + ended);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
