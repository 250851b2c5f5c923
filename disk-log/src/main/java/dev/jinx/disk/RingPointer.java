package dev.jinx.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in a log directory that says where the rings of one process lie: their path in its first
 * line, and {@code boot N} in its second once that is known.
 *
 * @param file the pointer
 * @param rings where the rings should be
 * @param boot the life of the node, 0 where the process died before it learned of it
 */
public record RingPointer(Path file, Path rings, long boot) {
  private static final String PREFIX = "rings-";
  private static final String BOOT = "boot ";
  private static final int BEGINNING_SECONDS = 10;

  /** Whether a directory has any. */
  static boolean areIn(Path directory) throws IOException {
    return !Listing.of(directory, PREFIX + "*").isEmpty();
  }

  /** All of a directory; what is no pointer is told. */
  static List<RingPointer> in(Path directory, java.util.function.Consumer<String> problems)
      throws IOException {
    List<RingPointer> found = new ArrayList<>();
    for (Path file : Listing.of(directory, PREFIX + "*")) {
      RingPointer pointer = read(file);
      if (pointer != null) {
        found.add(pointer);
      } else {
        problems.accept(file + " does not say where rings are; nothing is taken over from them");
      }
    }
    return found;
  }

  private static @Nullable RingPointer read(Path file) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end <= 0) {
        return null;
      }
      String rest = text.substring(end + 1).strip();
      long boot = rest.startsWith(BOOT) ? Long.parseLong(rest.substring(BOOT.length())) : 0;
      return new RingPointer(file, Path.of(text.substring(0, end)), boot);
    } catch (NumberFormatException | InvalidPathException wrong) {
      return null;
    }
  }

  /**
   * Notes which life of the node the rings belong to.
   *
   * @param file the pointer
   */
  public static void name(Path file, long boot) throws IOException {
    byte[] line = (BOOT + boot + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line, StandardOpenOption.APPEND);
  }

  /** Whether its process may just be about to make the rings: the pointer is there first. */
  boolean isBeginning() throws IOException {
    Instant moment = Instant.now().minusSeconds(BEGINNING_SECONDS);
    return boot == 0 && Files.getLastModifiedTime(file).toInstant().isAfter(moment);
  }

  void delete() throws IOException {
    // The pointer first: rings that are gone count as lost as long as something leads to them.
    Files.deleteIfExists(file);
    Files.deleteIfExists(rings);
  }
}
