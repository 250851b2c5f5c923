package com.acme.post;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;

/** Puts letters where the clerk's thread finds them. */
final class Sender {
  static final LinkedBlockingQueue<Integer> INBOX = new LinkedBlockingQueue<>();
  static final ConcurrentLinkedDeque<Integer> SENT = new ConcurrentLinkedDeque<>();

  private Sender() {}

  static void send(int letter) {
    SENT.addLast(letter);
    INBOX.add(letter);
  }
}
