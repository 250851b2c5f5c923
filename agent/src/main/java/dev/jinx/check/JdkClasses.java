package dev.jinx.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of the JDK that runs the check; those that its application loader has left out. */
final class JdkClasses {
  private @Nullable Map<String, Path> all;

  /** Names with slashes, and files. Reads the whole index, once. */
  Map<String, Path> all() throws IOException {
    if (all == null) {
      Map<String, Path> found = new TreeMap<>();
      FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
      try (Stream<Path> modules = Files.list(image.getPath("/modules"))) {
        for (Path module : modules.toList()) {
          if (isOfJdkLoader(module.getFileName().toString())) {
            addModule(module, found);
          }
        }
      }
      all = found;
    }
    return all;
  }

  private static boolean isOfJdkLoader(String module) {
    ClassLoader application = ClassLoader.getSystemClassLoader();
    return ModuleLayer.boot()
        .findModule(module)
        .map(found -> found.getClassLoader() != application)
        .orElse(false);
  }

  private static void addModule(Path module, Map<String, Path> found) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      files.forEach(
          file -> {
            String name = module.relativize(file).toString();
            if (Jar.isClass(name)) {
              found.put(Jar.className(name), file);
            }
          });
    }
  }

  /** The class file of that name with slashes, or null; without reading the index. */
  byte @Nullable [] read(String name) throws IOException {
    try (InputStream in =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
