package com.acme.gossip;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A member: {@code NAME OWN PEER..}, each HOST:PORT. It connects to each peer again and again. */
public final class Gossip {
  private static final int RHYTHM_MILLIS = 10;

  private Gossip() {}

  public static void main(String[] args) throws IOException {
    for (int i = 2; i < args.length; i++) {
      String peer = args[i];
      new Thread(() -> talk(args[0], peer), "talk-" + peer).start();
    }
    ServerSocket server = new ServerSocket();
    listen(server, address(args[1]));
    while (true) {
      Socket socket = server.accept();
      new Thread(() -> hear(socket), "hear").start();
    }
  }

  private static void listen(ServerSocket server, InetSocketAddress at) throws IOException {
    server.bind(at);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static void talk(String name, String peer) {
    try {
      while (true) {
        talkUntilItBreaks(name, peer);
        Thread.sleep(RHYTHM_MILLIS); // who is refused at once tries again no faster
      }
    } catch (InterruptedException end) {
      return;
    }
  }

  private static void talkUntilItBreaks(String name, String peer) throws InterruptedException {
    try (Socket socket = new Socket()) {
      socket.connect(address(peer), 1000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int i = 0; ; i++) {
        out.writeUTF(name);
        out.writeInt(i);
        Thread.sleep(RHYTHM_MILLIS);
      }
    } catch (IOException gone) {
      System.out.println("to " + peer + ": " + gone);
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
        heard(from, i);
      }
    } catch (IOException gone) {
      System.out.println("from " + socket + ": " + gone);
    }
  }

  private static void heard(String from, int number) {
    takes(from, number); // points are here, and there
  }

  private static void takes(String from, int number) {
    // What came through filters at the method before.
  }
}
