package com.acme.raft;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends letters to its peers without end, and takes theirs. */
public final class Node {
  private static final int RHYTHM_MILLIS = 10;
  private static final int TERM = 7;

  private final int port;
  private final Map<String, Peer> peers = new HashMap<>();
  private int acks;

  public Node(int port, List<String> peers) {
    this.port = port;
    for (String each : peers) {
      Peer peer = new Peer(each);
      this.peers.put(peer.id, peer);
    }
  }

  public void start() throws IOException {
    ServerSocket server = new ServerSocket(port);
    new Thread(() -> listen(server), "listen").start();
    for (String peer : peers.keySet()) {
      new Thread(() -> talk(peer), "talk-" + peer).start();
    }
  }

  private void listen(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        new Thread(() -> hear(socket), "hear").start();
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void talk(String peer) {
    for (int index = 1; ; index++) {
      send(new Letter("APPEND", peer, TERM, index));
      try {
        Thread.sleep(RHYTHM_MILLIS);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private void hear(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        Letter letter = new Letter(in.readUTF(), "", in.readInt(), in.readInt());
        onAck(letter);
        onVote(letter);
      }
    } catch (EOFException end) {
      return;
    } catch (IOException gone) {
      System.out.println("gone: " + gone);
    }
  }

  private void onAck(Letter letter) {
    acks++;
  }

  private void onVote(Letter letter) {
    acks = Math.max(acks, letter.index);
  }

  private void send(Letter letter) {
    peers.get(letter.to).send(letter);
  }
}
