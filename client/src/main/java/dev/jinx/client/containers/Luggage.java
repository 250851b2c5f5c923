package dev.jinx.client.containers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** The files that go into a container, readable to whatever user its program runs as. */
final class Luggage {
  static final String JAR = "/jinx/jinx.jar";
  static final String CONFIGURATION = "/jinx/jinx.yaml";
  static final String TOKEN = "/jinx/token";
  private static final int READABLE = 0100644;
  private static final int TOKEN_BYTES = 32;

  private final String token;
  private @Nullable String yaml;
  private boolean loaded;

  Luggage() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
  }

  String token() {
    return token;
  }

  void configuration(String text) {
    yaml = text;
  }

  /** Has them copied once the container is there; again for each attempt to start it. */
  void load(GenericContainer<?> container, Path jar) {
    if (loaded) {
      return; // it keeps them over restarts
    }
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException("cannot read the agent's jar " + jar);
    }
    // By this name the JVM finds the agent's own classes in it, whatever it is called here.
    container.withCopyToContainer(MountableFile.forHostPath(jar, READABLE), JAR);
    container.withCopyToContainer(text(token), TOKEN);
    if (yaml != null) {
      container.withCopyToContainer(text(yaml), CONFIGURATION);
    }
    loaded = true;
  }

  private static Transferable text(String content) {
    return Transferable.of(content.getBytes(StandardCharsets.UTF_8), READABLE);
  }
}
