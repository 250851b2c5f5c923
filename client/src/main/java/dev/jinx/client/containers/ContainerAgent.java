package dev.jinx.client.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import dev.jinx.client.AgentJar;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.http.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/**
 * The agent that a container is to have. It is put in when the container is created, so all may be
 * said of both until then. It listens at all addresses of the container, with a token of its own;
 * the port is mapped beside those that the container exposes.
 *
 * <pre>{@code
 * GenericContainer<?> store = new GenericContainer<>("acme/store:7");
 * try (store; Jinx jinx = Jinx.into(store).config(Path.of("jinx.yaml")).start()) {
 *   jinx.point("before-commit").enable("pause(30s)");
 * }
 * }</pre>
 *
 * <p>Built by one thread; {@link #connect} may be called by any, while another starts the
 * container.
 */
public final class ContainerAgent {
  /** Options that say where the agent is reached from here, and by whom. */
  private static final Set<String> OURS = Set.of("host", "port", "token-file");

  private final GenericContainer<?> container;
  private final Luggage luggage = new Luggage();
  private final Map<String, String> options = new LinkedHashMap<>();
  private int port = Address.DEFAULT_PORT;
  private @Nullable Path jar;
  private Duration patience = Duration.ofMinutes(1);

  private ContainerAgent(GenericContainer<?> container) {
    this.container = container;
  }

  /** Into this one; what {@link Jinx#into} does. */
  public static ContainerAgent in(GenericContainer<?> container) {
    if (container.getContainerId() != null) {
      throw new IllegalStateException("started already: " + container.getDockerImageName());
    }
    ContainerAgent agent = new ContainerAgent(container);
    container.withCreateContainerCmdModifier(agent::pack);
    return agent;
  }

  /** The node's name; without it, the agent's own choice. A cluster needs one for each. */
  public ContainerAgent node(String name) {
    return option("node", name);
  }

  /** The agent's configuration: this file of this machine. Others that it names do not come. */
  public ContainerAgent config(Path yaml) {
    try {
      return yaml(Files.readString(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the configuration " + yaml, e);
    }
  }

  /** The agent's configuration, as text. */
  public ContainerAgent yaml(String text) {
    luggage.configuration(text);
    return option("config", Luggage.CONFIGURATION);
  }

  /**
   * Only this main class has the agent. Needed where the container starts further JVMs, as scripts
   * and health checks do: all of them see {@code JAVA_TOOL_OPTIONS}.
   */
  public ContainerAgent main(String pattern) {
    return option("main", pattern);
  }

  /**
   * One more of the agent's options, such as {@code enable}.
   *
   * @throws IllegalArgumentException if it is one by which the agent is reached
   */
  public ContainerAgent option(String key, String value) {
    if (OURS.contains(key)) {
      throw new IllegalArgumentException(
          "the agent's " + key + " is not for options" + (key.equals("port") ? ": port(..)" : ""));
    }
    if (value.indexOf(',') >= 0) {
      throw new IllegalArgumentException("no comma may be in the agent's " + key + ": " + value);
    }
    options.put(key, value);
    return this;
  }

  /** The agent's jar; without it, {@link AgentJar#find} looks for one. */
  public ContainerAgent agent(Path path) {
    jar = path;
    return this;
  }

  /** The port at which it listens in there, 7117 without it. */
  public ContainerAgent port(int number) {
    port = number;
    return this;
  }

  /**
   * How long it may take until the container is created, once its image is there, and then until
   * its agent answers; a minute each without it.
   */
  public ContainerAgent patience(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Starts the container, unless it runs, and connects as soon as its agent answers. If it does
   * not, the container is stopped again.
   */
  public Jinx start() {
    container.start();
    try {
      return connect();
    } catch (RuntimeException | Error e) {
      container.stop();
      throw e;
    }
  }

  /**
   * Waits until the agent of the container answers, and connects. The container need not be ready:
   * its agent answers before the program's own {@code main}.
   *
   * @throws ContainerException with the end of the container's output, if it does not come up in
   *     time, refuses its configuration, or has ended
   */
  public Jinx connect() {
    return new Answer(container, this, patience).await();
  }

  /**
   * The same connection, to be made with other times or another lease.
   *
   * @throws IllegalStateException if the container does not run
   */
  public JinxBuilder builder() {
    return Jinx.at(address().toString()).token(luggage.token());
  }

  /**
   * Where the agent is reached from here; another one after each start of the container.
   *
   * @throws IllegalStateException if the container does not run
   */
  public Address address() {
    String id = container.getContainerId();
    // Asked for anew: what the container remembers may be from before the port was mapped.
    Ports.Binding[] bindings = id == null ? null : bindings(id).get(ExposedPort.tcp(port));
    if (bindings == null || bindings.length == 0) {
      throw new IllegalStateException("does not run: " + this);
    }
    return new Address(container.getHost(), Integer.parseInt(bindings[0].getHostPortSpec()));
  }

  /** What whoever connects has to present, for clients in other languages. */
  public String token() {
    return luggage.token();
  }

  @Override
  public String toString() {
    return "the agent in " + container.getDockerImageName();
  }

  private Map<ExposedPort, Ports.Binding[]> bindings(String id) {
    try {
      NetworkSettings settings =
          container.getDockerClient().inspectContainerCmd(id).exec().getNetworkSettings();
      return settings.getPorts().getBindings();
    } catch (NotFoundException e) {
      return Map.of(); // removed
    }
  }

  private void pack(CreateContainerCmd create) {
    luggage.load(container, jar == null ? AgentJar.find() : jar);
    Creation creation = new Creation(container.getDockerClient(), create);
    creation.publish(port);
    creation.javaOption(argument());
  }

  private String argument() {
    StringBuilder argument = new StringBuilder("-javaagent:" + Luggage.JAR + "=host=0.0.0.0");
    argument.append(",port=").append(port).append(",token-file=").append(Luggage.TOKEN);
    options.forEach((key, value) -> argument.append(',').append(key).append('=').append(value));
    return argument.indexOf(" ") < 0 ? argument.toString() : "\"" + argument + "\"";
  }
}
