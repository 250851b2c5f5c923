package dev.jinx.it.page;

import dev.jinx.it.Jdks;
import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three servers of ZooKeeper, and a client that keeps them busy: what there is to see on a page.
 */
final class Keepers implements AutoCloseable {
  private static final int SIZE = 3;
  private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";
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

  private static final String POINTS =
      """
      log: { hits: false }
      points:
        leader-elected: { method: "org.apache.zookeeper.server.quorum.Leader#lead", enabled: true }
        follower-begins: { method: "org.apache.zookeeper.server.quorum.Follower#followLeader", enabled: true }
        request-begins:
          method: org.apache.zookeeper.server.PrepRequestProcessor#pRequest(org.apache.zookeeper.server.Request)
          capture: { session: "args[0].sessionId", type: "args[0].type" }
          enabled: true
        proposal: { method: "org.apache.zookeeper.server.quorum.Leader#propose", enabled: true }
        txn-commit: { method: "org.apache.zookeeper.server.persistence.FileTxnLog#commit()", enabled: true }
        node-created: { method: "org.apache.zookeeper.server.DataTree#createNode", capture: { path: "args[0]" }, enabled: true }
        snapshot-saved: { method: "org.apache.zookeeper.server.persistence.FileTxnSnapLog#save" }
        session-closed: { method: "org.apache.zookeeper.server.DataTree#killSession", enabled: true }
      """;

  final List<TargetJvm> jvms = new ArrayList<>();
  private final TargetJvm client;
  private final Thread busy;
  private volatile boolean closed;

  Keepers() throws IOException {
    List<Integer> agents = new ArrayList<>();
    List<String> clients = new ArrayList<>();
    StringBuilder members = new StringBuilder();
    for (int i = 1; i <= SIZE; i++) {
      agents.add(Ports.free());
      clients.add(host(i) + ":" + Ports.free());
      members.append(
          "server.%d=%s:%d:%d;%s\n"
              .formatted(i, host(i), Ports.free(), Ports.free(), clients.get(clients.size() - 1)));
    }
    String origin = "server: { origins: [ \"http://127.0.0.1:" + agents.get(0) + "\" ] }\n";
    for (int i = 1; i <= SIZE; i++) {
      Path home = Scratch.directory("zookeeper");
      Files.writeString(Files.createDirectory(home.resolve("data")).resolve("myid"), i + "\n");
      Files.writeString(home.resolve("zoo.cfg"), SETTINGS + members);
      jvms.add(
          Launch.on(Jdks.own())
              .directory(home)
              .yaml(origin + POINTS)
              .option("node", "n" + i)
              .option("port", agents.get(i - 1).toString())
              .jvm("-Xmx128m", "-XX:+UseSerialGC", QUIET)
              .classPath(Programs.jars("zookeeper"))
              .main("org.apache.zookeeper.server.quorum.QuorumPeerMain", "zoo.cfg")
              .start());
    }
    client =
        Launch.on(Jdks.own())
            .agent(null)
            .jvm(QUIET)
            .classPath(Programs.compile("keeper", Programs.jars("zookeeper")))
            .classPath(Programs.jars("zookeeper"))
            .main("com.acme.keeper.Client", String.join(",", clients))
            .start();
    client.out().await("connected"::equals, TargetJvm.PATIENCE);
    busy = new Thread(this::keepBusy, "busy");
    busy.start();
  }

  private static String host(int number) {
    return "127.0.0." + number;
  }

  /** The address of the page that shows all three. */
  String page() {
    return jvms.get(0).address()
        + "/?node=n2="
        + jvms.get(1).address()
        + ",n3="
        + jvms.get(2).address();
  }

  /** Writes as people look: now and then, and not too evenly. */
  private void keepBusy() {
    for (int i = 0; !closed; i++) {
      client.tell("create /item-" + i);
      try {
        Thread.sleep(500 + 137 * (i % 7));
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    busy.interrupt();
    client.close();
    jvms.forEach(TargetJvm::close);
  }
}
