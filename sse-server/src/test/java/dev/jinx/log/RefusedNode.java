package dev.jinx.log;

import dev.jinx.bootstrap.RingFile;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Settings;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM of its own for {@link LogFilesTest}: it has rings, and cannot have its log directory. */
final class RefusedNode {
  private RefusedNode() {}

  /**
   * Prints what was said.
   *
   * @param arguments the log directory, the pointer to make, and the ring file to make
   */
  public static void main(String[] arguments) throws Exception {
    Path pointer = Path.of(arguments[1]);
    Path rings = Path.of(arguments[2]);
    Files.writeString(pointer, rings + "\n");
    RingFile made = RingFile.open(rings.toFile(), pointer.toFile(), 16 << 20);
    LogFiles files =
        LogFiles.open(Settings.builder().node("n1").logDirectory(arguments[0]).build());
    System.out.println(made.file().exists() ? "rings" : "no rings");
    files.close(true);
    for (String line = Say.next(); line != null; line = Say.next()) {
      System.out.println(line);
    }
  }
}
