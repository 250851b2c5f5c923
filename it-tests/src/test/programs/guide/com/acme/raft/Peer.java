package com.acme.raft;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** One of the others, as a node sees it. */
final class Peer {
  final String id;
  private final String host;
  private final int port;
  private Socket socket = new Socket();

  /** {@code NAME=HOST:PORT}. */
  Peer(String text) {
    String[] words = text.split("[=:]");
    id = words[0];
    host = words[1];
    port = Integer.parseInt(words[2]);
  }

  void send(Letter letter) {
    try {
      if (!socket.isConnected()) {
        socket = new Socket(host, port);
      }
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeUTF(letter.type);
      out.writeInt(letter.term);
      out.writeInt(letter.index);
    } catch (IOException gone) {
      socket = new Socket(); // anew next time
    }
  }
}
