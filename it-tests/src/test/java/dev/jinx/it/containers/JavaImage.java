package dev.jinx.it.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * An image of a Java and the libraries that it needs, and nothing else: made from files of this
 * machine, because none can be pulled everywhere.
 */
final class JavaImage {
  private static final String MODULES =
      "java.base,java.instrument,java.logging,java.management,java.naming,java.security.jgss,"
          + "java.security.sasl,java.xml,jdk.net,jdk.unsupported";

  private JavaImage() {}

  /** Its name; made when it is first asked for. */
  static synchronized String name() {
    Jdk jdk = Jdks.own();
    String tag = jdk.version().replaceAll("[^A-Za-z0-9_.-]", "_");
    String name = "jinx-it-java:" + tag;
    DockerClient docker = DockerClientFactory.lazyClient();
    try {
      docker.inspectImageCmd(name).exec();
    } catch (NotFoundException missing) {
      make(jdk, name);
    }
    return name;
  }

  private static void make(Jdk jdk, String name) {
    try {
      Path root = Scratch.directory("image");
      run(
          List.of(
              jdk.tool("jlink"),
              "--add-modules",
              MODULES,
              "--strip-java-debug-attributes",
              "--no-header-files",
              "--no-man-pages",
              "--output",
              root.resolve("java").toString()));
      for (Path library : libraries(root.resolve("java"))) {
        Path copy = root.resolve(library.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(library, copy);
      }
      Files.createDirectories(root.resolve("tmp"));
      String tree = root + ".tar";
      run(List.of("tar", "-C", root.toString(), "-cf", tree, "."));
      run(List.of("docker", "import", tree, name));
      Files.delete(Path.of(tree));
    } catch (IOException broken) {
      throw new AssertionError("no image can be made", broken);
    }
  }

  /** What the programs and libraries of a Java need of this machine. */
  private static Set<Path> libraries(Path java) throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd", java.resolve("bin/java").toString()));
    try (Stream<Path> files = Files.walk(java.resolve("lib"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".so")).forEach(command::add);
    }
    Set<Path> libraries = new LinkedHashSet<>();
    for (String line : run(command)) {
      for (String word : line.split("\\s+")) {
        if (word.startsWith("/") && !word.startsWith(java.toString()) && !word.endsWith(":")) {
          libraries.add(Path.of(word));
        }
      }
    }
    return libraries;
  }

  private static List<String> run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + lines);
    }
    return lines;
  }
}
