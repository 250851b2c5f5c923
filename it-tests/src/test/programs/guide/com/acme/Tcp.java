package com.acme;

/** Counts; where the bytes go does not matter here. */
final class Tcp implements Transport {
  private int sent;

  @Override
  public void send(Message message) {
    sent++;
  }
}
