package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.jinx.it.Http;
import dev.jinx.it.Launch;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of the page about the command line; those of networks are run elsewhere. */
@ExtendWith(Targets.class)
class CommandLineGuideIT {
  private static final String YAML =
      """
      node: %s
      log: { directory: %s, hits: false }
      points:
        before-commit: { method: com.acme.Store#commit(long), enabled: true }
      """;
  private static final int JINX = 0;
  private static final int HOLD = 1;
  private static final int CHECKPOINT = 2;
  private static final int NODES = 3;
  private static final int LOG = 5;
  private static final int RUN = 6;
  private static final int TOP = 7;
  private static final int COMPLETION = 8;
  private static final int ATTACH = 9;

  private final Guide page = Guide.of("command-line.md");
  private final Folder folder = Folder.with(List.of(YAML.formatted("n1", "run/n1-events")));

  @Test
  void itsExamplesRunAsTheyStand() throws Exception {
    String log = folder.path.resolve("run/n2-events").toString();
    try (TargetJvm n1 = folder.start();
        TargetJvm n2 = Folder.with(List.of(YAML.formatted("n2", log))).start()) {
      aThreadIsHeld(n1);
      twoNodesAreRead(n1, n2);
      looksOn(n1);
      completes(n1);
      attaches(n1);
      n1.killAndWait();
      n2.killAndWait();
      readsWhatTheyLeft(n1);
      runsPrograms(n1);
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private Session shell(TargetJvm app) {
    Session shell = folder.shell(app);
    shell.run(page.take("sh", JINX));
    return shell;
  }

  private void aThreadIsHeld(TargetJvm app) throws IOException {
    HttpServer orders = orders(app);
    try (Session shell = shell(app)) {
      shell.instead("127.0.0.1:8080", "127.0.0.1:" + orders.getAddress().getPort());
      assertThat(shell.run(page.take("sh", HOLD)))
          .anyMatch(line -> line.contains("\"phase\":\"parked\""))
          .anyMatch(line -> line.contains("com.acme.Store.commit("));
      assertThat(app.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("failed disk full");
      shell.begin(page.take("sh", CHECKPOINT));
      shell.until("\"phase\":\"released\"");
      app.http().enable("before-commit", "action=observe");
    } finally {
      orders.stop(0);
    }
  }

  /** Takes orders, each of which is a commit. */
  private static HttpServer orders(TargetJvm app) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/orders",
        exchange -> {
          app.tell("commit 7");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void twoNodesAreRead(TargetJvm n1, TargetJvm n2) {
    try (Session shell = shell(n1)) {
      shell.instead("127.0.0.1:7118", n2.address());
      shell.instead("n1@4.12", "n1@1.1").instead("n2@1.7", "n2@1.1");
      n2.ask("commit 1");
      shell.begin(page.take("sh", NODES));
      for (TargetJvm each : List.of(n2, n1)) {
        each.ask("commit 1");
        each.ask("commit 2");
        String name = each == n1 ? "n1" : "n2";
        assertThat(shell.until("\"id\":\"" + name + "@1.")).isNotEmpty();
      }
    }
  }

  private void looksOn(TargetJvm app) {
    try (Session shell = shell(app)) {
      List<String> told = shell.run(page.take("sh", TOP));
      assertThat(told).anyMatch(line -> line.startsWith("before-commit"));
      List<String> looks = told.stream().filter(line -> line.startsWith("{")).toList();
      assertThat(looks).hasSize(3).allMatch(look -> look.contains("\"hits\":"));
    }
  }

  private void completes(TargetJvm app) {
    try (Session bash = folder.shell("bash", app)) {
      bash.instead("/opt/jinx/jinx.jar", "jinx.jar").run(page.take("sh", COMPLETION));
      assertThat(bash.run(List.of("complete -p jinx"))).hasSize(1);
    }
  }

  private void attaches(TargetJvm app) {
    try (TargetJvm other =
            Launch.on(Folder.JDK).agent(null).jar(folder.path.resolve("app.jar")).start();
        Session shell = shell(app)) {
      other.out().await("ready"::equals, TargetJvm.PATIENCE);
      folder.write("jinx.yaml", List.of("points: { late: { method: com.acme.Store#flush } }"));
      shell.instead("4711", Long.toString(other.pid()));
      assertThat(shell.run(page.take("sh", ATTACH)))
          .anyMatch(line -> line.matches("late +woven .*"));
    }
  }

  private void readsWhatTheyLeft(TargetJvm app) {
    try (Session shell = shell(app)) {
      shell.instead("n1@4.12", "n1@1.2").instead("n2@1.7", "n2@1.1");
      List<String> told =
          shell.run(page.take("sh", LOG)).stream().filter(line -> line.startsWith("{")).toList();
      assertThat(told.get(0)).contains("\"phase\":\"parked\"", "\"id\":\"n1@1.");
      assertThat(told).anyMatch(line -> Http.parse(line).get("id").asText().equals("n2@1.2"));
    }
  }

  private void runsPrograms(TargetJvm app) throws IOException {
    Path keeper = Files.createDirectory(folder.path.resolve("bin")).resolve("zkServer.sh");
    Path jars = Programs.copied("zookeeper");
    String main = "org.apache.zookeeper.server.ZooKeeperServerMain 0 data";
    String options = "-Dzookeeper.admin.enableServer=false -cp";
    Files.writeString(
        keeper, "#!/bin/sh\njava -version\njava " + options + " '" + jars + "/*' " + main + "\n");
    assertThat(keeper.toFile().setExecutable(true)).isTrue();
    Path address = folder.path.resolve("zookeeper.port");
    folder.write("jinx.yaml", List.of("server: { port: 0, port-file: zookeeper.port }"));
    try (Session shell = shell(app)) {
      shell.begin(page.take("sh", RUN));
      assertThat(shell.until("ready")).isNotEmpty();
      Awaitility.await("the program of the script")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> isZooKeeper(address));
    }
  }

  /** The file and who listens there may be another JVM's, which comes before and goes again. */
  private static boolean isZooKeeper(Path address) {
    try {
      Http http = new Http("http://" + Files.readString(address).strip());
      String point = "{\"name\":\"x\",\"method\":\"org.apache.zookeeper.server.*#run\"}";
      http.post("/v2/error_injection/points", point); // once; its classes may come later
      return http.points().findValuesAsText("state").contains("woven");
    } catch (IOException | java.io.UncheckedIOException ofTheFirst) {
      return false;
    }
  }
}
