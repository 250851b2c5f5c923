package dev.jinx.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code node}: whose log a directory holds, and the last boot given out.
 *
 * <pre>
 * jinx-event-log 1
 * node n1
 * boot 4
 * </pre>
 *
 * @param node the node's name
 * @param boot the last boot given out, at least 1
 */
record NodeFile(String node, long boot) {
  static final String NAME = "node";
  private static final String TITLE = "jinx-event-log ";
  private static final int VERSION = 1;
  private static final int LONGEST = 4096;

  /** Reads it; null where there is none. */
  static @Nullable NodeFile read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new LogDirectoryException(
          file
              + " is "
              + (Files.isDirectory(file) ? "a directory" : "no regular file")
              + "; there should be the file that names the node");
    }
    if (Files.size(file) > LONGEST) {
      throw damaged(file, "it is too long");
    }
    return parse(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
  }

  private static NodeFile parse(Path file, String text) throws LogDirectoryException {
    String[] lines = text.split("\n", -1);
    if (!lines[0].startsWith(TITLE)) {
      throw damaged(file, "line 1 should be '" + TITLE + VERSION + "'");
    }
    long version = number(lines[0].substring(TITLE.length()));
    if (version > VERSION) {
      throw new LogDirectoryException(
          file
              + " is of version "
              + version
              + ", a newer Jinx's; this one knows version "
              + VERSION);
    }
    if (version != VERSION) {
      throw damaged(file, "line 1 should be '" + TITLE + VERSION + "'");
    }
    if (lines.length < 2 || !lines[1].startsWith("node ") || !NodeNames.isOne(lines[1], 5)) {
      throw damaged(file, "line 2 should be 'node NAME'");
    }
    long boot =
        lines.length < 3 || !lines[2].startsWith("boot ") ? 0 : number(lines[2].substring(5));
    if (boot < 1) {
      throw damaged(file, "line 3 should be 'boot NUMBER'");
    }
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw damaged(file, "it should end after line 3");
    }
    return new NodeFile(lines[1].substring(5), boot);
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(digits);
  }

  private static LogDirectoryException damaged(Path file, String why) {
    return new LogDirectoryException(
        file + " is damaged: " + why + "; restore it or take another log.directory");
  }

  /** Stores it durably, in place of the one before. */
  void write(Path directory) throws IOException {
    String text = TITLE + VERSION + "\nnode " + node + "\nboot " + boot + "\n";
    Durable.replace(directory.resolve(NAME), text.getBytes(StandardCharsets.US_ASCII));
  }
}
