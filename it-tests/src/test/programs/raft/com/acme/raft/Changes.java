package com.acme.raft;

import java.lang.reflect.Field;

/** What tests do to messages. */
public final class Changes {
  private Changes() {}

  /** An append, or heartbeat, that says nothing of what is agreed on. */
  public static void eraseCommit(Object handler, Object[] args) throws ReflectiveOperationException {
    Field commit = args[0].getClass().getDeclaredField("commitIndex");
    commit.setAccessible(true);
    commit.set(args[0], 0L);
  }
}
