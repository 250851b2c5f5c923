package com.acme;

/** Sends messages. */
interface Transport {
  void send(Message message);
}
