package dev.jinx.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file in a log directory that says where the rings of one process lie: their path in its first
 * line, {@code boot N} in the next once that is known, and {@code gap N} behind it where recovery
 * did not find them.
 *
 * @param file the pointer
 * @param rings where the rings should be
 * @param boot the life of the node, 0 where the process died before it learned of it
 * @param gap the number of the event that tells that they are lost; 0 where none does
 */
public record RingPointer(Path file, Path rings, long boot, long gap) {
  private static final String PREFIX = "rings-";
  private static final String BOOT = "boot ";
  private static final String GAP = "gap ";
  private static final int BEGINNING_SECONDS = 10;

  /** Whether a directory has any. */
  static boolean areIn(Path directory) throws IOException {
    return !Listing.of(directory, PREFIX + "*").isEmpty();
  }

  /** All of a directory; what is no pointer is told, and removed where nobody ever finished it. */
  static List<RingPointer> in(Path directory, Consumer<String> problems) throws IOException {
    List<RingPointer> found = new ArrayList<>();
    for (Path file : Listing.of(directory, PREFIX + "*")) {
      try {
        RingPointer pointer = read(file, problems);
        if (pointer != null) {
          found.add(pointer);
        }
      } catch (NoSuchFileException removed) {
        // By a process that starts, and got no rings.
      } catch (IOException unreadable) {
        problems.accept("cannot read " + file + ", which may lead to rings: " + unreadable);
      }
    }
    return found;
  }

  private static @Nullable RingPointer read(Path file, Consumer<String> problems)
      throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    // Behind the last line feed stands what was not written to its end.
    String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1);
    if (lines.length == 1) {
      if (!isYoung(file)) {
        Files.delete(file);
        problems.accept(file + " did not say where rings are, and was removed");
      }
      return null;
    }
    long boot = 0;
    long gap = 0;
    try {
      for (String line : lines) {
        boot = line.startsWith(BOOT) ? Long.parseLong(line.substring(BOOT.length())) : boot;
        gap = line.startsWith(GAP) ? Long.parseLong(line.substring(GAP.length())) : gap;
      }
      if (!lines[0].isEmpty()) {
        return new RingPointer(file, Path.of(lines[0]), boot, gap);
      }
    } catch (NumberFormatException | InvalidPathException wrong) {
      // As an empty path.
    }
    problems.accept(file + " does not say where rings are; nothing is taken over from them");
    return null;
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

  /**
   * Notes the number of the event that tells that the rings are lost, durably.
   *
   * @throws IOException if that cannot be written
   */
  void markGap(long seq) throws IOException {
    byte[] line = (GAP + seq + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
  }

  /** Whether its process may just be about to make the rings: the pointer is there first. */
  boolean isBeginning() throws IOException {
    return boot == 0 && isYoung(file);
  }

  private static boolean isYoung(Path file) throws IOException {
    Instant moment = Instant.now().minusSeconds(BEGINNING_SECONDS);
    return Files.getLastModifiedTime(file).toInstant().isAfter(moment);
  }

  /** Whether the rings have the name that the agent gives to those of this pointer. */
  boolean isNameOfRings() {
    String name = file.getFileName().toString().substring(PREFIX.length());
    return rings.getFileName().toString().equals("jinx-" + name + ".rings");
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
