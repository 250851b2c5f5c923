package com.acme.raft;

import io.microraft.statemachine.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A list of words, in the order in which they were agreed on. */
final class Words implements StateMachine {
  static final String ALL = "?";
  private static final String NEW_TERM = "";

  private final List<String> words = new ArrayList<>();

  @Override
  public synchronized Object runOperation(long commitIndex, Object operation) {
    if (operation.equals(ALL)) {
      return words.toString();
    }
    if (operation instanceof String word && !word.equals(NEW_TERM)) {
      words.add(word);
    }
    return null;
  }

  @Override
  public synchronized void takeSnapshot(long commitIndex, Consumer<Object> chunks) {
    chunks.accept(new ArrayList<>(words));
  }

  @Override
  public synchronized void installSnapshot(long commitIndex, List<Object> chunks) {
    words.clear();
    for (Object chunk : chunks) {
      for (Object word : (List<?>) chunk) {
        words.add((String) word);
      }
    }
  }

  @Override
  public Object getNewTermOperation() {
    return NEW_TERM;
  }
}
