package dev.jinx.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that says where the server listens: there at once and whole, or not at all. */
final class PortFile {
  private final Path path;
  private final String address;

  private PortFile(Path path, String address) {
    this.path = path;
    this.address = address;
  }

  static PortFile write(String name, String address) throws IOException {
    Path path = Path.of(name).toAbsolutePath();
    Path parent = path.getParent();
    // Not a temporary file of the JDK's, which only its owner may read.
    Path part = path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(part, (address + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      Files.deleteIfExists(part);
      throw new IOException("cannot write port-file " + path + ": " + why(failed), failed);
    }
    return new PortFile(path, address);
  }

  private static String why(IOException failed) {
    if (failed instanceof AccessDeniedException) {
      return "no permission at " + failed.getMessage();
    }
    return failed.toString();
  }

  /** Removes it, unless another JVM has written its own there meanwhile. */
  void delete() {
    try {
      if (Files.readString(path).strip().equals(address)) {
        Files.delete(path);
      }
    } catch (IOException gone) {
      // Somebody removed it, or its folder: then there is nothing left that could mislead.
      return;
    }
  }
}
