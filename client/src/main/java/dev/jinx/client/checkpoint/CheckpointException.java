package dev.jinx.client.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A checkpoint file that cannot be used. It is as it was. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Path file;

  CheckpointException(Kind kind, Path file, String what, @Nullable Throwable cause) {
    super("checkpoint file " + file + ": " + what, cause);
    this.kind = kind;
    this.file = file;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** The file, as it was named to the store. */
  public Path file() {
    return file;
  }

  /** What can be wrong with a checkpoint file. */
  public enum Kind {
    /** It is not a checkpoint file, or is damaged. It is never reset: whoever owns it decides. */
    CORRUPT,
    /** A later Jinx wrote it in a way unknown here. */
    NEWER_VERSION,
    /** A directory or something else that is no plain file stands in its place. */
    NOT_A_FILE,
    /** The directory that it should lie in is not there. */
    NO_DIRECTORY,
    /** It is there but cannot be read. */
    UNREADABLE,
    /** It, its lock file or its directory cannot be written. */
    UNWRITABLE,
    /** Positions of other nodes are stored under that key. */
    OTHER_NODE
  }
}
