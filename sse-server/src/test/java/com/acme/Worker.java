package com.acme;

/** A thread of an application. */
@SuppressWarnings("unused") // Expressions read the field.
public class Worker extends Thread {
  private final int backlog = 3;

  public Worker() {
    super("acme-worker");
  }

  public int load() {
    return 4;
  }

  @Override
  public void run() {
    throw new AssertionError("run by an expression");
  }

  @Override
  public void interrupt() {
    throw new AssertionError("interrupted by an expression");
  }
}
