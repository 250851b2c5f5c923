package dev.jinx.it.clients;

import com.acme.Store;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** The program that the examples are shown with, and where they lie. */
final class Examples {
  static final String PAGE = "shell-and-javascript.md";
  static final Path SHELL = Path.of("../examples/shell").toAbsolutePath().normalize();
  static final Path JAVASCRIPT = Path.of("../examples/javascript").toAbsolutePath().normalize();

  private Examples() {}

  /** Waits until somebody reads its stream. */
  static void awaitReader(TargetJvm jvm) {
    Awaitility.await("a reader")
        .atMost(TargetJvm.PATIENCE)
        .until(() -> jvm.http().get("/health").ok().json().get("readers").asInt() > 0);
  }

  /** Started, and ready to be asked for commits. */
  static TargetJvm start(Jdk jdk, String yaml) {
    String points = "points: { before-commit: { method: \"com.acme.Store#commit(long)\" } }\n";
    TargetJvm jvm = Launch.on(jdk).yaml(yaml + points).main(Store.class).start();
    jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }
}
