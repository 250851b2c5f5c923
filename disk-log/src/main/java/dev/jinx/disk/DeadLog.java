package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Opens the log of a JVM that is dead, to read it. What it had published and not written is taken
 * over first, as its next start would, so that both give every event the same number. Beside a
 * living JVM, or where nothing may be written, what is in the segments is all there is.
 */
public final class DeadLog {
  private static final String MISSING = "; what was published last may be missing here: ";

  private DeadLog() {}

  /**
   * Whether a JVM is at work in a log directory; not one that only takes over what a dead one left.
   *
   * @throws IOException if there is no such directory, or it cannot be looked at
   */
  public static boolean isAlive(Path directory) throws IOException {
    return DirectoryLock.isLivedIn(directory.toRealPath());
  }

  /**
   * Opens it.
   *
   * @param directory the log directory
   * @param problems told of what is cut, damaged, lost or not seen, a line each
   * @throws LogDirectoryException if it is no log directory, or a newer Jinx's
   */
  public static Segments open(Path directory, Consumer<String> problems) throws IOException {
    boolean isThere = Files.isDirectory(directory);
    boolean hasRings = isThere && RingPointer.areIn(directory);
    if (isThere
        && NodeFile.read(directory) == null
        && SegmentFiles.node(directory) == null
        && !hasRings) {
      throw new LogDirectoryException(directory + " is no log directory: nothing in it is a log");
    }
    if (hasRings) {
      try (LogDirectory visited = LogDirectory.visit(directory)) {
        return Recovery.run(visited, null, Durability.FSYNC, Long.MAX_VALUE, problems);
      } catch (LogDirectoryException refused) {
        problems.accept(refused.getMessage() + MISSING + directory);
      } catch (AccessDeniedException denied) {
        problems.accept("no permission to write " + denied.getFile() + MISSING + directory);
      }
    }
    return Segments.open(directory, false, problems);
  }
}
