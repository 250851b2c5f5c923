package com.acme;

/** A message with properties of all kinds. */
@SuppressWarnings("unused") // Expressions read the fields.
public class Message extends Envelope {
  private final long term = 7;
  private final boolean closed = true;
  private final Colour colour = Colour.RED;
  private static final String PROTOCOL = "zab";
  private int sent;

  public Message(Peer peer) {
    super(peer);
  }

  public long getZxid() {
    return 12L;
  }

  public boolean isUrgent() {
    return true;
  }

  public String route(int hops, String via) {
    return via + hops;
  }

  public String route(long id) {
    return "long " + id;
  }

  public String route(Colour by) {
    return "by " + by.name();
  }

  public int next() {
    return ++sent;
  }

  public void send() {
    sent++;
  }

  public int getBroken() {
    throw new IllegalStateException("not connected");
  }

  public int getInterrupted() throws InterruptedException {
    throw new InterruptedException();
  }

  @SuppressWarnings("InfiniteRecursion") // that is what it is there for
  public int getDeep() {
    return getDeep() + 1;
  }

  public int sent() {
    return sent;
  }
}
