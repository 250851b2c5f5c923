package dev.jinx.it.guide;

import dev.jinx.client.Jinx;
import dev.jinx.disk.LogDirectory;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Maven repository of this machine, with the client in it as if it had been installed: made of
 * links to what is there, so that nothing is installed.
 */
final class LocalRepository {
  private LocalRepository() {}

  /** Of that version. */
  static Path make(String version) throws IOException {
    Path usual = Path.of(System.getProperty("user.home"), ".m2/repository");
    Path theirs = Path.of(System.getProperty("localRepository", usual.toString()));
    Path made = Scratch.directory("repository");
    link(theirs, made, "dev");
    link(theirs.resolve("dev"), made.resolve("dev"), "jinx");
    publish(made, version, "parent", Path.of("../pom.xml"), null);
    publish(made, version, "disk-log", Path.of("../disk-log/pom.xml"), LogDirectory.class);
    publish(made, version, "client", Path.of("../client/pom.xml"), Jinx.class);
    return made;
  }

  private static void link(Path from, Path to, String without) throws IOException {
    Files.createDirectories(to);
    if (Files.isDirectory(from)) {
      try (Stream<Path> entries = Files.list(from)) {
        for (Path entry : entries.filter(each -> !each.endsWith(without)).toList()) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private static void publish(
      Path to, String version, String module, Path pom, @Nullable Class<?> type)
      throws IOException {
    String name = "jinx-" + module;
    Path folder = Files.createDirectories(to.resolve("dev/jinx").resolve(name).resolve(version));
    Files.copy(pom, folder.resolve(name + "-" + version + ".pom"));
    if (type != null) {
      Path classes = JinxJar.classesOf(type);
      Path jar = folder.resolve(name + "-" + version + ".jar");
      if (Files.isDirectory(classes)) {
        Programs.jar(jar, classes);
      } else {
        Files.copy(classes, jar);
      }
    }
  }
}
