package dev.jinx.client;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the agent's jar lies on this machine, for whoever starts JVMs with it. */
public final class AgentJar {
  private static final String AGENT = "dev/jinx/agent/Agent.class";

  private AgentJar() {}

  /**
   * The one that the property {@code jinx.jar} names, else the variable {@code JINX_JAR}, else the
   * one on the class path or of the agent in this JVM.
   *
   * @throws IllegalStateException if there is none, or it cannot be read
   */
  public static Path find() {
    String named = System.getProperty("jinx.jar", System.getenv("JINX_JAR"));
    Path jar = named == null ? loaded() : Path.of(named);
    if (jar == null) {
      throw new IllegalStateException(
          "where is the agent's jar? Say agent(..), set the property jinx.jar or JINX_JAR, or put"
              + " it on the class path");
    }
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException("cannot read the agent's jar " + jar);
    }
    return jar.toAbsolutePath();
  }

  private static @Nullable Path loaded() {
    return Stream.of(
            AgentJar.class.getClassLoader(),
            Thread.currentThread().getContextClassLoader(),
            ClassLoader.getSystemClassLoader())
        .filter(Objects::nonNull)
        .map(loader -> jar(loader.getResource(AGENT)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Path jar(@Nullable URL entry) {
    if (entry == null || !entry.getProtocol().equals("jar")) {
      return null; // a directory of classes is not the jar
    }
    String file = entry.getPath(); // file:/a/jinx.jar!/dev/..
    String jar = file.substring(0, Math.max(0, file.indexOf("!/")));
    return jar.startsWith("file:") ? Path.of(URI.create(jar)) : null;
  }
}
