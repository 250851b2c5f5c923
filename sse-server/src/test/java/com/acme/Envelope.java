package com.acme;

/** What messages have from their superclass. */
class Envelope {
  private final Peer peer;

  Envelope(Peer peer) {
    this.peer = peer;
  }
}
