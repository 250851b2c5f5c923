package dev.jinx.it.zookeeper;

import dev.jinx.it.Jdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Three servers on 127.0.0.1, .2 and .3, which have elected a leader and let clients in. */
final class Ensemble implements AutoCloseable {
  private static final int SIZE = 3;

  /** Long times, for a thread that stands still and for a loaded machine. */
  private static final String SETTINGS =
      """
      dataDir=./data
      tickTime=500
      initLimit=60
      syncLimit=240
      maxSessionTimeout=120000
      preAllocSize=1024
      admin.enableServer=false
      """;

  private final List<TargetJvm> jvms = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** Starts them with these points; returns when they serve. */
  static Ensemble start(Jdk jdk, List<String> yaml) {
    Ensemble ensemble = new Ensemble();
    try {
      ensemble.launch(jdk, yaml);
      return ensemble;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void launch(Jdk jdk, List<String> yaml) throws IOException {
    List<List<Integer>> ports = new ArrayList<>();
    StringBuilder members = new StringBuilder();
    for (int i = 1; i <= SIZE; i++) {
      List<Integer> own = freePorts();
      ports.add(own);
      members.append(
          "server.%d=%s:%d:%d;%s:%d\n"
              .formatted(i, host(i), own.get(0), own.get(1), host(i), own.get(2)));
    }
    for (int i = 1; i <= SIZE; i++) {
      Path home = Scratch.directory("zookeeper");
      Files.writeString(Files.createDirectory(home.resolve("data")).resolve("myid"), i + "\n");
      Files.writeString(home.resolve("zoo.cfg"), SETTINGS + members);
      jvms.add(Node.start(jdk, home, "n" + i, host(i), yaml));
    }
    for (int i = 1; i <= SIZE; i++) {
      nodes.add(Node.of(host(i) + ":" + ports.get(i - 1).get(2), jvms.get(i - 1)));
    }
  }

  private static String host(int number) {
    return "127.0.0." + number;
  }

  private static List<Integer> freePorts() {
    return List.of(Ports.free(), Ports.free(), Ports.free());
  }

  Node leader() {
    return nodes.stream().filter(Node::leads).findFirst().orElseThrow();
  }

  /** One that follows. */
  Node follower() {
    return nodes.stream().filter(node -> !node.leads()).findFirst().orElseThrow();
  }

  List<Node> others(Node than) {
    return nodes.stream().filter(node -> node != than).toList();
  }

  /** Waits until that many transactions are on everybody's disk. */
  void awaitCommitted(int transactions) {
    nodes.forEach(node -> node.awaitCommitted(transactions));
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    jvms.forEach(TargetJvm::close);
  }
}
