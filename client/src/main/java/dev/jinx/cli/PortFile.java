package dev.jinx.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The file in which an agent tells its address, once it is ready. */
final class PortFile implements Closeable {
  private final Path file;
  private final @Nullable Path temporary;

  private PortFile(Path file, @Nullable Path temporary) {
    this.file = file;
    this.temporary = temporary;
  }

  /** One that was asked for, and stays. */
  static PortFile at(String path) {
    return new PortFile(Path.of(path), null);
  }

  /** One that is removed in the end, in a directory into which only that user can write. */
  static PortFile temporary(@Nullable String user) throws IOException {
    Path directory = Files.createTempDirectory("jinx-attach");
    if (user != null) {
      UserPrincipal owner =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
      Files.setOwner(directory, owner);
    }
    return new PortFile(directory.resolve("port"), directory);
  }

  Path path() {
    return file;
  }

  /** The address, or null as long as it is not there. */
  @Nullable String address() throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return null; // not ready
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary != null) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(temporary);
    }
  }
}
