package dev.jinx.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of class files. */
final class Directory implements ClassSource {
  private final Path root;
  private final List<String> classes;

  Directory(Path root) throws IOException {
    this.root = root;
    try (Stream<Path> files = Files.walk(root)) {
      classes =
          files
              .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
              .filter(Jar::isClass)
              .map(Jar::className)
              .sorted()
              .toList();
    }
  }

  @Override
  public Collection<String> classes() {
    return classes;
  }

  @Override
  public byte @Nullable [] read(String file) throws IOException {
    Path path = root.resolve(file);
    return Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
