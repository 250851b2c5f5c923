package dev.jinx.it;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the things under test lie. */
public final class JinxJar {
  private JinxJar() {}

  /**
   * The packaged jar: system property {@code jinx.jar}, else the one that the build of the agent's
   * module makes.
   */
  public static Path path() {
    String given = System.getProperty("jinx.jar");
    Path jar = given != null ? Path.of(given) : Path.of("../agent/target/jinx.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "no packaged agent at " + jar + ": run mvn -pl it-tests -am verify");
    }
    return jar.toAbsolutePath().normalize();
  }

  /** Directory or jar that holds that class. */
  public static Path classesOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
