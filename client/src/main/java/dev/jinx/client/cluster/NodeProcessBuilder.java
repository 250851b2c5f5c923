package dev.jinx.client.cluster;

import dev.jinx.client.AgentJar;
import dev.jinx.client.Declaration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a node's process is started. One thread builds. */
public final class NodeProcessBuilder {
  final String name;
  final List<String> command = new ArrayList<>();
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<String> listening = new ArrayList<>();
  final Map<String, Map<String, Object>> points = new LinkedHashMap<>();
  @Nullable Path directory;
  @Nullable Path agent;
  @Nullable Path config;
  @Nullable Path output;
  @Nullable String main;
  String host = "127.0.0.1";
  Duration patience = Duration.ofMinutes(1);

  NodeProcessBuilder(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException("not a node's name: '" + name + "'");
    }
    this.name = name;
  }

  /**
   * The command, as for {@link ProcessBuilder}: any that starts a JVM, a script too. A program that
   * is a relative path is looked for in the {@link #directory}, then where this JVM runs. Its
   * arguments stay as they are.
   */
  public NodeProcessBuilder command(String... words) {
    command.clear();
    command.addAll(List.of(words));
    return this;
  }

  /** One more variable of its environment. */
  public NodeProcessBuilder env(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Where it runs; without it in {@link NodeProcess#directory}. */
  public NodeProcessBuilder directory(Path path) {
    directory = path.toAbsolutePath();
    return this;
  }

  /** The agent's jar; without it, {@link AgentJar#find} looks for one. */
  public NodeProcessBuilder agent(Path jar) {
    agent = jar;
    return this;
  }

  /** Where what it prints goes; the file stays. Without it, in {@link NodeProcess#directory}. */
  public NodeProcessBuilder output(Path file) {
    output = file.toAbsolutePath();
    return this;
  }

  /**
   * The node's own configuration. It is read where it lies, with the files that it names; where
   * there are further points, by {@link #point} or for a restart under a cut, a copy with them lies
   * beside it until the agent answers.
   */
  public NodeProcessBuilder config(Path yaml) {
    config = yaml;
    return this;
  }

  /**
   * One more point of its configuration, beside those of the file, from the first instruction on.
   */
  public NodeProcessBuilder point(Declaration declaration) {
    Map<String, Object> keys = new LinkedHashMap<>(declaration.json());
    keys.remove("name");
    points.put(declaration.name(), keys);
    return this;
  }

  /** Only this main class has the agent, where the command starts other JVMs, too. */
  public NodeProcessBuilder main(String pattern) {
    main = pattern;
    return this;
  }

  /** Where it is going to listen, as far as it is known: see {@link Cluster#listening}. */
  public NodeProcessBuilder listening(String... addresses) {
    listening.addAll(Book.plain(addresses));
    return this;
  }

  /**
   * Where its agent listens, and is reached from here; loopback without it. For a node in a network
   * namespace, say, which the command begins: {@code ip netns exec n1 java ..}. Beyond loopback the
   * agent wants a token, which the kit makes: see {@link NodeProcess#tokenFile}.
   */
  public NodeProcessBuilder host(String address) {
    host = address;
    return this;
  }

  /** How long its agent may take to answer; a minute without it. */
  public NodeProcessBuilder patience(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Starts it, and waits until its agent answers.
   *
   * @throws ClusterException with the end of its output, if it ends before, or takes too long
   */
  public NodeProcess start() {
    if (command.isEmpty()) {
      throw new IllegalStateException("no command for node " + name);
    }
    NodeProcess process = new NodeProcess(this, jar());
    try {
      process.launch(Map.of());
      return process;
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  boolean isLocal() {
    return host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
  }

  /** A token that nobody guesses. */
  String token() {
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private Path jar() {
    if (agent == null) {
      return AgentJar.find();
    }
    if (!Files.isReadable(agent)) {
      throw new IllegalStateException("cannot read the agent's jar " + agent);
    }
    return agent.toAbsolutePath();
  }
}
