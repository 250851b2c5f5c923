package dev.jinx.disk;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts what a crash left unfinished off the last segment, and keeps it aside. */
final class TornTail {
  private TornTail() {}

  /**
   * Cuts a segment behind its last event; where nothing of it is readable, removes it. What is cut
   * off is durable in a file of its own before it is cut.
   *
   * @return what was done, in one line
   */
  static String cut(SegmentName name, Path file, long from) throws IOException {
    long size = Files.size(file);
    Path directory = Durable.directoryOf(file);
    if (size == 0) {
      Files.delete(file);
      Durable.force(directory);
      return name + ": at byte 0: it is empty, and was removed";
    }
    Path aside = free(directory, name.torn(from));
    if (from == 0) {
      Files.move(file, aside);
      Durable.force(directory);
      return name
          + ": at byte 0: none of its "
          + size
          + " bytes are events; renamed to "
          + aside.getFileName();
    }
    keep(file, from, aside);
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.setLength(from);
      segment.getFD().sync();
    }
    Durable.force(directory);
    return name
        + ": at byte "
        + from
        + ": the last "
        + (size - from)
        + " bytes are unfinished; cut off and kept in "
        + aside.getFileName();
  }

  /** A name that nothing has. */
  static Path free(Path directory, String name) {
    Path free = directory.resolve(name);
    for (int i = 2; Files.exists(free); i++) {
      free = directory.resolve(name + "." + i);
    }
    return free;
  }

  private static void keep(Path file, long from, Path aside) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile());
        FileOutputStream out = new FileOutputStream(aside.toFile())) {
      in.skipNBytes(from);
      in.transferTo(out);
      out.getFD().sync();
    } catch (IOException failed) {
      Files.deleteIfExists(aside);
      throw failed;
    }
  }
}
