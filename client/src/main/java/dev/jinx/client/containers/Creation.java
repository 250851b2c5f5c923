package dev.jinx.client.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A container that is about to be created, after all else was said of it. */
final class Creation {
  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS=";

  private final DockerClient docker;
  private final CreateContainerCmd create;

  Creation(DockerClient docker, CreateContainerCmd create) {
    this.docker = docker;
    this.create = create;
  }

  /**
   * Maps a port to a free one. Not by the container's own list of exposed ports: its first one is
   * what others ask for, and its wait strategy waits for all of them.
   */
  void publish(int port) {
    ExposedPort exposed = ExposedPort.tcp(port);
    List<ExposedPort> all = new ArrayList<>(list(create.getExposedPorts()));
    if (!all.contains(exposed)) {
      all.add(exposed);
      create.withExposedPorts(all);
    }
    HostConfig host = Objects.requireNonNull(create.getHostConfig());
    Ports ports = host.getPortBindings() == null ? new Ports() : host.getPortBindings();
    if (!ports.getBindings().containsKey(exposed)) {
      ports.add(new PortBinding(Ports.Binding.empty(), exposed));
      host.withPortBindings(ports);
    }
  }

  /** Adds an option for every JVM in there, to those of the container, else to the image's. */
  void javaOption(String option) {
    List<String> environment = new ArrayList<>(list(create.getEnv()));
    String before =
        environment.stream()
            .filter(each -> each.startsWith(TOOL_OPTIONS))
            .findFirst()
            .orElseGet(this::ofTheImage);
    environment.removeIf(each -> each.startsWith(TOOL_OPTIONS));
    String options = before.substring(TOOL_OPTIONS.length());
    environment.add(TOOL_OPTIONS + (options.isBlank() ? option : options + " " + option));
    create.withEnv(environment);
  }

  private String ofTheImage() {
    String image = Objects.requireNonNull(create.getImage());
    ContainerConfig config = docker.inspectImageCmd(image).exec().getConfig();
    return list(config == null ? null : config.getEnv()).stream()
        .filter(each -> each.startsWith(TOOL_OPTIONS))
        .findFirst()
        .orElse(TOOL_OPTIONS);
  }

  private static <T> List<T> list(T @Nullable [] array) {
    return array == null ? List.of() : Arrays.asList(array);
  }
}
