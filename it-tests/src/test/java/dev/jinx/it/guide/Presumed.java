package dev.jinx.it.guide;

import dev.jinx.client.Event;

/** What examples in Java take as there, in the reader's own program. */
public final class Presumed {
  private Presumed() {}

  /** Something that commits. */
  public interface Store {
    Object commit(long id);
  }

  /** Something that keeps events. */
  public interface Database {
    void insert(Event event);
  }
}
