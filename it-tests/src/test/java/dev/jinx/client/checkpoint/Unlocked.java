package dev.jinx.client.checkpoint;

import java.nio.file.Path;

/** A store whose lock does nothing, to see that the fuzz finds out. */
public final class Unlocked {
  private Unlocked() {}

  public static CheckpointStore store(Path file) {
    return new FileCheckpointStore(file, (real, work) -> work.run());
  }
}
