package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where things lie: the jar under test, the peers, and a place for files. */
final class Layout {
  private static final Path ROOT =
      Path.of(System.getProperty("jinx.root", ".")).toAbsolutePath().normalize();

  private Layout() {}

  /** The packaged jar, as a user has it. */
  static Path jinxJar() {
    return there(Path.of(System.getProperty("jinx.jar", ROOT + "/agent/target/jinx.jar")));
  }

  /** Byteman's, which is its agent too. */
  static Path bytemanJar() {
    for (String entry : classPath().split(java.io.File.pathSeparator, -1)) {
      if (Path.of(entry).getFileName().toString().startsWith("byteman-")) {
        return Path.of(entry).toAbsolutePath();
      }
    }
    throw new IllegalStateException("Byteman is not on the class path");
  }

  /** That of the measured programs: this module's classes and the peers, nothing of Jinx. */
  static String classPath() {
    StringBuilder path = new StringBuilder();
    for (String entry : classPathWithLog().split(java.io.File.pathSeparator, -1)) {
      Path name = Path.of(entry).getFileName();
      if (name == null || !name.toString().startsWith("jinx-disk-log")) {
        path.append(path.length() == 0 ? "" : java.io.File.pathSeparator).append(entry);
      }
    }
    return path.toString();
  }

  /** That of this program: the event log's classes, too. */
  static String classPathWithLog() {
    return System.getProperty("java.class.path");
  }

  /** A fresh directory for files of one run. */
  static Path work(String name) throws IOException {
    Path parent = ROOT.resolve("benchmarks/target/work");
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, name + "-");
  }

  static String jinxAgent(Path config) {
    return "-javaagent:" + jinxJar() + "=config=" + config;
  }

  static String bytemanAgent(Path script) {
    return "-javaagent:" + bytemanJar() + "=script:" + script;
  }

  /** The options of Byteman with rules in classes of the JDK. */
  static List<String> bytemanInJdk(Path script) {
    return List.of(
        "-Dorg.jboss.byteman.transform.all=true",
        "-javaagent:" + bytemanJar() + "=boot:" + bytemanJar() + ",script:" + script);
  }

  /** Writes lines into a file of that directory. */
  static Path write(Path directory, String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  private static Path there(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalStateException(file + " is not there; benchmarks/run builds it");
    }
    return file.toAbsolutePath();
  }
}
