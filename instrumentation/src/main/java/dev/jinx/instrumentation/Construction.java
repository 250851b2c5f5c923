package dev.jinx.instrumentation;

import org.jspecify.annotations.Nullable;

/** Tells when a constructor has called {@code super(..)} or {@code this(..)}. */
final class Construction {
  private final String owner;
  private final String parent;
  private int unfinishedNews;
  private boolean done;

  /**
   * @param constructor whether the method is one; any other is begun at once
   */
  Construction(boolean constructor, String owner, @Nullable String parent) {
    this.owner = owner;
    this.parent = parent == null ? "" : parent;
    this.done = !constructor;
  }

  boolean isDone() {
    return done;
  }

  void create(String type) {
    if (!done && mayBeSelf(type)) {
      unfinishedNews++;
    }
  }

  /** A call; whether it is the one. */
  boolean isDoneBy(String type, String name) {
    if (done || !name.equals("<init>") || !mayBeSelf(type)) {
      return false;
    }
    if (unfinishedNews > 0) {
      unfinishedNews--;
      return false;
    }
    done = true;
    return true;
  }

  private boolean mayBeSelf(String type) {
    return type.equals(owner) || type.equals(parent);
  }
}
