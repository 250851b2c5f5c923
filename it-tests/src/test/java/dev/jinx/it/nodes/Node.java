package dev.jinx.it.nodes;

import com.acme.drill.Drill;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node, life after life: the drill at one address and with one log directory. Its point {@code a}
 * is enabled from the start and hit once in each life before that is ready; {@code gate} is not.
 */
final class Node implements AutoCloseable {
  private final Jdk jdk;
  private final String name;
  private final String more;
  private final Path directory = Scratch.directory("log");
  private final String address;
  private @Nullable TargetJvm jvm;

  private Node(Jdk jdk, String name, String more) {
    this.jdk = jdk;
    this.name = name;
    this.more = more;
    this.address = "127.0.0.1:" + Ports.free();
  }

  /** In its first life. */
  static Node start(Jdk jdk, String name) {
    return start(jdk, name, "");
  }

  /**
   * The same with more in its configuration.
   *
   * @param more sections, each on a line
   */
  static Node start(Jdk jdk, String name, String more) {
    Node node = new Node(jdk, name, more);
    node.start();
    return node;
  }

  /** Begins the next life; answers when the server does. */
  void start() {
    String yaml =
        "node: "
            + name
            + "\n"
            + "log: { hits: false, level: warn, retention: 1GB, directory: "
            + directory
            + " }\n"
            + more
            + "points:\n"
            + "  a: { method: com.acme.drill.Steps#a, enabled: true }\n"
            + "  gate: { method: com.acme.drill.Steps#gate }\n";
    String port = address.substring(address.lastIndexOf(':') + 1);
    Launch launch = Launch.on(jdk).yaml(yaml).option("port", port).jvm("-Xmx128m");
    TargetJvm started = launch.main(Drill.class).start();
    jvm = started;
    started.out().await("ready"::equals, TargetJvm.PATIENCE);
    started.address();
  }

  TargetJvm jvm() {
    return Objects.requireNonNull(jvm);
  }

  String name() {
    return name;
  }

  String address() {
    return address;
  }

  /** Its log directory. */
  Path directory() {
    return directory;
  }

  Http http() {
    return new Http("http://" + address);
  }

  /** Has it hit {@code a} that often; answers when it has. */
  void hit(int times) {
    order("a " + times);
  }

  void order(String order) {
    jvm().tell(order);
    jvm().out().await(("done " + order)::equals, TargetJvm.PATIENCE);
  }

  /** SIGKILL; answers when the process is gone. */
  void kill() {
    jvm().killAndWait();
  }

  /** The id of its newest event. */
  String newest() {
    return http().get("/health").ok().json().path("cursor").asText();
  }

  /** All it tells over HTTP, up to its newest event; gaps as they are told. */
  List<String> told() {
    String last = newest();
    List<String> told = new ArrayList<>();
    try (Sse events = http().events("since=earliest")) {
      for (String id = ""; !last.equals(id); ) {
        Sse.Frame frame = events.nextFrame();
        id = String.valueOf(frame.id());
        told.add(frame.data());
      }
    }
    return told;
  }

  @Override
  public void close() {
    if (jvm != null) {
      jvm.close();
    }
  }
}
