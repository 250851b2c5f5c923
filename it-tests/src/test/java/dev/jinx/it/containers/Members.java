package dev.jinx.it.containers;

import com.acme.gossip.Gossip;
import dev.jinx.it.JinxJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Containers with a member that talks to its peers. */
final class Members {
  static final int PORT = 5000;

  /** So that each member hears of itself what the others say. */
  static final String YAML =
      """
      log: { hits: false }
      points:
        heard:
          method: com.acme.gossip.Gossip#heard
          capture: { from: 'args[0]' }
      """;

  private Members() {}

  /** One that listens at all addresses, and talks to these hosts. */
  static GenericContainer<?> container(String name, String... peers) {
    return of(JavaImage.name(), name, peers);
  }

  static GenericContainer<?> of(String image, String name, String... peers) {
    List<String> command = new ArrayList<>(List.of("/java/bin/java", "-cp", "/app"));
    command.addAll(List.of(Gossip.class.getName(), name, "0.0.0.0:" + PORT));
    for (String peer : peers) {
      command.add(peer + ":" + PORT);
    }
    Path classes = JinxJar.classesOf(Gossip.class).resolve("com/acme/gossip");
    return new GenericContainer<>(DockerImageName.parse(image))
        .withCopyFileToContainer(MountableFile.forHostPath(classes), "/app/com/acme/gossip")
        .withCommand(command.toArray(String[]::new));
  }
}
