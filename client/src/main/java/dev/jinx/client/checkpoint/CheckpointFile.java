package dev.jinx.client.checkpoint;

import dev.jinx.client.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The file by its given name: where it really is, what is in it, what is wrong with it. */
final class CheckpointFile {
  private static final int MOST_LINKS = 40;
  private static final long LARGEST = 64L << 20;

  private final Path named;

  CheckpointFile(Path named) {
    this.named = named.toAbsolutePath();
  }

  /**
   * Follows links, so that all names of one file lead to one lock, and a write replaces the file
   * and not the link. The file need not be there; its directory must.
   */
  Path real() {
    Path path = named;
    try {
      for (int links = 0; Files.isSymbolicLink(path); links++) {
        if (links == MOST_LINKS) {
          throw error(Kind.NOT_A_FILE, "its links lead round in a circle", null);
        }
        path = path.resolveSibling(Files.readSymbolicLink(path));
      }
      Path parent = path.getParent();
      if (parent == null) {
        throw error(Kind.NOT_A_FILE, "that is a directory", null);
      }
      if (!Files.isDirectory(parent)) {
        throw error(Kind.NO_DIRECTORY, "there is no directory " + parent, null);
      }
      return parent.toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      throw error(Kind.UNREADABLE, "it cannot be reached: " + e, e);
    }
  }

  /**
   * What is in it now; needs no lock, as it is only ever replaced as a whole.
   *
   * @throws IOException only if the thread is interrupted
   */
  Checkpoints read(Path real) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        String what = attributes.isDirectory() ? "a directory" : "something that is no plain file";
        throw error(Kind.NOT_A_FILE, what + " stands in its place", null);
      }
      if (attributes.size() > LARGEST) {
        throw error(Kind.CORRUPT, "it has " + attributes.size() + " bytes; left as it is", null);
      }
      return Checkpoints.parse(named, Files.readAllBytes(real));
    } catch (NoSuchFileException none) {
      return Checkpoints.NONE;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw error(Kind.UNREADABLE, "it cannot be read: " + e, e);
    }
  }

  /** Fails for a file that is there and may not be written: a rename would not ask. */
  void checkWritable(Path real) {
    if (Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(real)) {
      throw error(Kind.UNWRITABLE, "it may not be written", null);
    }
  }

  CheckpointException error(Kind kind, String what, @Nullable Throwable cause) {
    return new CheckpointException(kind, named, what, cause);
  }

  @Override
  public String toString() {
    return named.toString();
  }
}
