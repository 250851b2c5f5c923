package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a directory. One that fails half-way fails as any file does. */
final class Listing {
  private Listing() {}

  /** All of it. */
  static List<Path> of(Path directory) throws IOException {
    return of(directory, "*");
  }

  /**
   * What has a name of that form.
   *
   * @param glob as {@link Files#newDirectoryStream(Path, String)} takes it
   */
  static List<Path> of(Path directory, String glob) throws IOException {
    return all(Files.newDirectoryStream(directory, glob));
  }

  /** Reads it to its end and closes it. */
  static List<Path> all(DirectoryStream<Path> stream) throws IOException {
    List<Path> found = new ArrayList<>();
    try (stream) {
      for (Path file : stream) {
        found.add(file);
      }
    } catch (DirectoryIteratorException failed) {
      // It is no IOException, and whoever is ready for a bad disk would not catch it.
      throw failed.getCause();
    }
    return found;
  }
}
