package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.cluster.NodeProcessBuilder;
import dev.jinx.it.JinxJar;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cluster kit as its page has it, in Java and from the shell, with four nodes that talk. */
class ClusterGuideIT {
  private static final List<String> YAML =
      List.of(
          "log: { hits: false }",
          "points:",
          "  leads: { method: com.acme.raft.Node#onVote, enabled: true }",
          "  logged: { method: com.acme.raft.Node#onAck }",
          "  answered: { method: com.acme.raft.Node#onVote }");
  private static final Duration TIMEOUT = TargetJvm.PATIENCE;
  private static final int NODES = 4;
  private static final int ISOLATE = 0;
  private static final int LISTENING = 1;
  private static final int FILTERS = 2;
  private static final int MESSAGES = 3;
  private static final int ORDER = 4;
  private static final int PROCESSES = 5;
  private static final int NETWORK = 4;

  private final Guide page = Guide.of("cluster.md");
  private final Guide commands = Guide.of("command-line.md");
  private final Folder folder = Folder.with(YAML);

  @Test
  void itsExamplesRunAsTheyStand() throws Exception {
    try (FreePorts ports = FreePorts.hold(NODES);
        Cluster nodes = Cluster.start(members(ports))) {
      for (int i = 1; i <= NODES; i++) {
        nodes.node("n" + i).awaitListening(1, TIMEOUT);
      }
      theJava(nodes);
      theShell(nodes, page.take("sh", 0), 3);
      theShell(nodes, commands.take("sh", NETWORK), NODES);
    }
    processesAreStarted();
    assertThat(page.leftBy(getClass())).isEmpty();
    assertThat(commands.leftBy(getClass())).isEmpty();
  }

  private NodeProcessBuilder[] members(FreePorts ports) {
    List<NodeProcessBuilder> members = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      List<String> command = new ArrayList<>(List.of(Folder.JDK.java(), "-jar"));
      command.add(folder.path.resolve("app.jar").toString());
      command.add(Integer.toString(ports.get(i)));
      for (int peer = 0; peer < NODES; peer++) {
        if (peer != i) {
          command.add("n%d=127.0.0.1:%d".formatted(peer + 1, ports.get(peer)));
        }
      }
      members.add(
          NodeProcess.of("n" + (i + 1))
              .command(command.toArray(String[]::new))
              .config(folder.path.resolve("jinx.yaml"))
              .agent(JinxJar.path()));
    }
    return members.toArray(NodeProcessBuilder[]::new);
  }

  private void theJava(Cluster nodes) throws Exception {
    Snippet first = snippet(ISOLATE).with("timeout", Duration.class, TIMEOUT);
    for (int i = 1; i <= 3; i++) {
      first.instead("127.0.0.1:" + (7116 + i), address(nodes, i));
    }
    first.run();
    for (int each : List.of(LISTENING, FILTERS, MESSAGES)) {
      snippet(each).with("cluster", Cluster.class, nodes).run();
    }
    snippet(ORDER)
        .with("cluster", Cluster.class, nodes)
        .with("n1", Node.class, nodes.node("n1"))
        .with("n2", Node.class, nodes.node("n2"))
        .with("timeout", Duration.class, TIMEOUT)
        .run();
  }

  /** The name by which a cut is healed is known when it is made. */
  private void theShell(Cluster nodes, List<String> example, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("n" + i + "=" + address(nodes, i));
    }
    Map<String, String> environment =
        Map.of("PATH", Folder.PATH, "JINX_NODES", String.join(",", names));
    try (Session shell = new Session("sh", folder.path, environment)) {
      for (int i = 1; i <= count; i++) {
        shell.instead("127.0.0.1:" + (7116 + i), address(nodes, i));
      }
      shell.run(commands.take("sh", 0));
      shell.run(List.of("unset JINX_ADDRESS"));
      List<String> told = new ArrayList<>();
      for (String line : example) {
        told.addAll(shell.run(List.of(line)));
        Matcher cut = Pattern.compile("n1 \\| n2, n3 \\(([0-9a-f]{8})\\)").matcher(told.toString());
        if (cut.find()) {
          shell.instead("1a2b3c4d", cut.group(1));
        }
      }
      assertThat(told).anyMatch(line -> line.contains("delay(50ms)"));
      assertThat(shell.run(List.of("jinx net status --json"))).containsExactly("[]");
    }
  }

  private static String address(Cluster nodes, int number) {
    return nodes.process("n" + number).address().toString();
  }

  private void processesAreStarted() throws Exception {
    Path server = folder.path.resolve("server.sh");
    Files.writeString(server, "#!/bin/sh\njava -version\njava -jar '%s' \"$@\"\n".formatted(folder.path.resolve("app.jar")));
    assertThat(server.toFile().setExecutable(true)).isTrue();
    System.setProperty("jinx.jar", JinxJar.path().toString());
    snippet(PROCESSES)
        .instead("run/server.sh", server.toString())
        .with("cp", String.class, Folder.CLASSES.toString())
        .with("yaml", Path.class, folder.path.resolve("jinx.yaml"))
        .with("timeout", Duration.class, TIMEOUT)
        .run();
  }

  private Snippet snippet(int number) {
    return Snippet.of(page.take("java", number));
  }
}
