package dev.jinx.it.zookeeper;

import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;

/** A client of ZooKeeper's own, in a process without the agent. */
final class Client implements AutoCloseable {
  private static final Path CLASSES = Programs.compile("keeper", Programs.jars("zookeeper"));

  private final TargetJvm jvm;

  private Client(TargetJvm jvm) {
    this.jvm = jvm;
  }

  /** Opens a session at that node. */
  static Client of(Jdk jdk, Node node) {
    TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm(Node.LOG_WARNINGS)
            .classPath(CLASSES)
            .classPath(Programs.jars("zookeeper"))
            .main("com.acme.keeper.Client", node.clientAddress())
            .start();
    jvm.out().await("connected"::equals, TargetJvm.PATIENCE);
    return new Client(jvm);
  }

  /** Creates a node of the tree; answers how that went, {@code OK} if it is there. */
  String create(String path) {
    beginToCreate(path);
    return created(path);
  }

  void beginToCreate(String path) {
    jvm.tell("create " + path);
  }

  /** Waits for what came of it. */
  String created(String path) {
    return answer("create " + path + ": ");
  }

  /** Whether that node of the tree is there, as the server sees it: {@code OK} or why not. */
  String read(String path) {
    jvm.tell("read " + path);
    return answer("read " + path + ": ");
  }

  private String answer(String start) {
    return jvm.out()
        .await(line -> line.startsWith(start), TargetJvm.PATIENCE)
        .substring(start.length());
  }

  @Override
  public void close() {
    jvm.close();
  }
}
