package dev.jinx.it.guide;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Jdks;
import dev.jinx.it.Launch;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** What a reader of the guide has before him: {@code jinx.jar}, the program, and a shell. */
final class Folder {
  static final Jdk JDK = Jdks.own();
  static final Path CLASSES = Programs.compile("guide");
  static final String PATH =
      JDK.home().resolve("bin") + File.pathSeparator + System.getenv("PATH");
  static final List<String> COMMAND =
      List.of("java -javaagent:jinx.jar=config=jinx.yaml -jar app.jar");

  final Path path = Scratch.directory("guide");

  Folder() {
    try {
      Files.copy(JinxJar.path(), path.resolve("jinx.jar"));
      Programs.jar(path.resolve("app.jar"), CLASSES, "Main-Class", "com.acme.Main");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** With that configuration. */
  static Folder with(List<String> yaml) {
    return new Folder().write("jinx.yaml", yaml);
  }

  Folder write(String file, List<String> lines) {
    return put(file, lines);
  }

  /** Writes behind what is in the file. */
  Folder append(String file, String line) {
    return put(file, List.of(line), StandardOpenOption.APPEND);
  }

  private Folder put(String file, List<String> lines, OpenOption... how) {
    try {
      Files.write(path.resolve(file), lines, how);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  TargetJvm start() {
    return start(COMMAND);
  }

  /** Starts the program as an example does, but at a free port. */
  TargetJvm launch(List<String> example) {
    return Launch.on(JDK)
        .command("bash", "-c", String.join("\n", example)) // which becomes the JVM
        .directory(path)
        .environment("PATH", PATH)
        .environment("JINX_PORT", "0")
        .environment("JINX_PORT_FILE", "jinx.port")
        .start();
  }

  /** The same; returns when the agent answers. */
  TargetJvm start(List<String> example) {
    TargetJvm jvm = launch(example);
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  /** In which {@code 127.0.0.1:7117} is that program's agent. */
  Session shell(TargetJvm jvm) {
    return shell("sh", jvm);
  }

  Session shell(String shell, TargetJvm jvm) {
    return new Session(shell, path, Map.of("PATH", PATH, "JINX_ADDRESS", jvm.address()))
        .instead("127.0.0.1:7117", jvm.address());
  }
}
