package com.acme;

/** What transports send. */
final class Message {
  final String peer;
  final long term;

  Message(String peer, long term) {
    this.peer = peer;
    this.term = term;
  }
}
