package dev.jinx.it.zookeeper;

import dev.jinx.client.Armed;
import dev.jinx.client.Jinx;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One ZooKeeper server with the agent, and a connection to the agent. */
final class Node implements AutoCloseable {
  /** What ZooKeeper complains about goes to stderr, which is shown when a test fails. */
  static final String LOG_WARNINGS = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

  private final String clientAddress;
  private final TargetJvm jvm;
  private final Jinx jinx;
  private final Armed committed;

  /** Waits until it lets clients in. From there on its finished commits are told. */
  private Node(String clientAddress, TargetJvm jvm) {
    this.clientAddress = clientAddress;
    this.jvm = jvm;
    this.jinx = Jinx.connect(jvm.address());
    jinx.point("serving").sinceEarliest().awaitHit(TargetJvm.PATIENCE);
    this.committed = jinx.point("txn-committed").enable("observe");
  }

  /** Starts its JVM, with {@code zoo.cfg} and {@code data/myid} as they are in that directory. */
  static TargetJvm start(Jdk jdk, Path directory, String name, String host, List<String> yaml) {
    return Launch.on(jdk)
        .directory(directory)
        .yaml(String.join("\n", yaml) + "\n")
        .option("node", name)
        .option("host", host)
        .jvm("-Xmx128m", "-XX:+UseSerialGC", LOG_WARNINGS)
        .classPath(Programs.jars("zookeeper"))
        .main("org.apache.zookeeper.server.quorum.QuorumPeerMain", "zoo.cfg")
        .start();
  }

  static Node of(String clientAddress, TargetJvm jvm) {
    return new Node(clientAddress, jvm);
  }

  /** Whether it was elected. */
  boolean leads() {
    return jinx.point("leader-elected").enters() > 0;
  }

  Jinx jinx() {
    return jinx;
  }

  TargetJvm jvm() {
    return jvm;
  }

  /** Where ZooKeeper takes clients. */
  String clientAddress() {
    return clientAddress;
  }

  /** Waits until that many transactions are on its disk, from the first session's on. */
  void awaitCommitted(int transactions) {
    committed.awaitCount(transactions, TargetJvm.PATIENCE);
  }

  /** Whether the files of its transaction log hold that text. */
  boolean logHolds(String text) throws IOException {
    try (var files = Files.newDirectoryStream(jvm.directory().resolve("data/version-2"), "log.*")) {
      for (Path file : files) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public void close() {
    jinx.close();
    jvm.close();
  }

  @Override
  public String toString() {
    return clientAddress;
  }
}
