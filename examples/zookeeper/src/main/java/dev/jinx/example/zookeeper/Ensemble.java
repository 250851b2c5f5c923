package dev.jinx.example.zookeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Three servers that elect a leader among them. */
final class Ensemble {
  static final int SIZE = 3;
  private final List<Node> nodes = new ArrayList<>();
  private boolean closed;

  /**
   * Writes each node's configuration below that directory and starts it.
   *
   * @param directory the run's
   * @param root of the checkout
   */
  void start(Path directory, Path root) throws IOException {
    List<List<Integer>> ports = new ArrayList<>();
    for (int i = 1; i <= SIZE; i++) {
      ports.add(Ports.free(Node.host(i), 3));
    }
    StringBuilder members = new StringBuilder();
    for (int i = 1; i <= SIZE; i++) {
      String host = Node.host(i);
      List<Integer> own = ports.get(i - 1);
      members.append(
          "server.%d=%s:%d:%d;%s:%d\n"
              .formatted(i, host, own.get(0), own.get(1), host, own.get(2)));
    }
    for (int i = 1; i <= SIZE; i++) {
      Path own = Files.createDirectories(directory.resolve("n" + i));
      Path data = Files.createDirectory(own.resolve("data"));
      Files.writeString(data.resolve("myid"), i + "\n");
      Files.writeString(own.resolve("zoo.cfg"), SETTINGS + members);
      add(Node.start(i, own, root, Node.host(i) + ":" + ports.get(i - 1).get(2)));
    }
  }

  /** With room for threads that stand still for a while: both limits, the sessions' time. */
  private static final String SETTINGS =
      """
      dataDir=./data
      tickTime=500
      initLimit=240
      syncLimit=240
      maxSessionTimeout=120000
      preAllocSize=1024
      admin.enableServer=false
      """;

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  Node node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  List<Node> others(Node than) {
    return nodes.stream().filter(node -> node != than).toList();
  }

  /** A node that was started while everything is being stopped is stopped, too. */
  private synchronized void add(Node node) {
    nodes.add(node);
    if (closed) {
      node.askToStop();
      throw new DemoException("interrupted");
    }
  }

  /** Ends all three; returns when they have ended. */
  synchronized void close() throws InterruptedException {
    closed = true;
    nodes.forEach(Node::askToStop);
    for (Node node : nodes) {
      node.stop();
    }
  }
}
