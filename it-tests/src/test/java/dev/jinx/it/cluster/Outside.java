package dev.jinx.it.cluster;

import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client of ZooKeeper's own, in a process without the agent, which no cut may touch. */
final class Outside implements AutoCloseable {
  private static final Path CLASSES = Programs.compile("keeper", Programs.jars("zookeeper"));
  private static final int MILLIS = 30_000;

  private final TargetJvm jvm;

  private Outside(TargetJvm jvm) {
    this.jvm = jvm;
  }

  /** Opens a session at that server. */
  static Outside of(Jdk jdk, String server) {
    TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
            .classPath(CLASSES)
            .classPath(Programs.jars("zookeeper"))
            .main("com.acme.keeper.Client", server)
            .start();
    jvm.out().await("connected"::equals, TargetJvm.PATIENCE);
    return new Outside(jvm);
  }

  /** What that server says of itself. */
  static String mode(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return told.lines()
          .filter(line -> line.startsWith("Mode: "))
          .map(line -> line.substring("Mode: ".length()))
          .findFirst()
          .orElse("none");
    } catch (IOException down) {
      return "none";
    }
  }

  /** Creates a node of the tree; answers how that went, {@code OK} if it is there. */
  String create(String path) {
    begin(path);
    return result(path);
  }

  /** Asks for a node of the tree. */
  void begin(String path) {
    jvm.tell("create " + path);
  }

  /** Waits for what came of it. */
  String result(String path) {
    return answer("create " + path + ": ");
  }

  /** Whether what came of it has been said. */
  boolean hasResult(String path) {
    return jvm.out().soFar().stream().anyMatch(line -> line.startsWith("create " + path + ": "));
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
