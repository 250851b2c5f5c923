package com.acme.gossip;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A member: {@code NAME OWN-PORT PEER-PORT..}. It connects to each peer again and again, at the
 * host of property {@code peers}, and listens at that of {@code listens}.
 */
public final class Gossip {
  private static final int RHYTHM_MILLIS = 10;

  private Gossip() {}

  public static void main(String[] args) throws IOException {
    for (int i = 2; i < args.length; i++) {
      int port = Integer.parseInt(args[i]);
      new Thread(() -> talk(args[0], port), "talk-" + port).start();
    }
    ServerSocket server = new ServerSocket();
    String host = System.getProperty("listens", "127.0.0.1");
    listen(server, new InetSocketAddress(host, Integer.parseInt(args[1])));
    while (true) {
      Socket socket = server.accept();
      new Thread(() -> hear(socket), "hear").start();
    }
  }

  private static void listen(ServerSocket server, InetSocketAddress at) throws IOException {
    server.bind(at);
  }

  private static void talk(String name, int port) {
    try {
      while (true) {
        talkUntilItBreaks(name, port);
        Thread.sleep(RHYTHM_MILLIS); // who is refused at once tries again no faster
      }
    } catch (InterruptedException end) {
      return;
    }
  }

  private static void talkUntilItBreaks(String name, int port) throws InterruptedException {
    try (Socket socket = new Socket()) {
      String host = System.getProperty("peers", "127.0.0.1");
      socket.connect(new InetSocketAddress(host, port), 1000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int i = 0; ; i++) {
        out.writeUTF(name);
        out.writeInt(i);
        Thread.sleep(RHYTHM_MILLIS);
      }
    } catch (IOException gone) {
      System.out.println("to " + port + ": " + gone);
    }
  }

  private static void hear(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      for (int i = 0; ; i++) {
        String from = in.readUTF();
        if (in.readInt() != i) {
          throw new IOException("out of order");
        }
        heard(from);
      }
    } catch (IOException gone) {
      System.out.println("from " + socket + ": " + gone);
    }
  }

  private static void heard(String from) {
    // A point is here.
  }
}
