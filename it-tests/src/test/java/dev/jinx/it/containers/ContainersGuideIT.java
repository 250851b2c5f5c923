package dev.jinx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.gossip.Gossip;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** What the page about containers shows is run as it stands. */
class ContainersGuideIT {
  private static final String PAGE = "containers.md";
  private static final Path SOURCES = Path.of("src/test/java/dev/jinx/it/containers");
  private static final int UNREACHABLE = 5;
  private static final int IN_THERE = Members.PORT;

  private final Duration timeout = TargetJvm.PATIENCE;

  @BeforeAll
  static void anEngine() {
    Engine.assume();
  }

  @Test
  void theFirstExampleHoldsAThread() throws Exception {
    Path yaml = Files.writeString(Scratch.directory("yaml").resolve("jinx.yaml"), Members.YAML);
    try (GenericContainer<?> store = member("n1", "n1")) {
      try (store;
          Jinx jinx = Jinx.into(store).node("n1").config(yaml).start()) {
        Hit hit = jinx.point("heard").enable("pause(1m)").awaitParked(timeout);
        hit.release();
      }
    }
  }

  @Test
  void theSecondCutsAMember() throws Exception {
    Path yaml = Files.writeString(Scratch.directory("yaml").resolve("jinx.yaml"), Members.YAML);
    List<GenericContainer<?>> containers = new ArrayList<>();
    Network network = Network.newNetwork();
    List<Jinx> members = new ArrayList<>();
    try {
      for (String name : List.of("n1", "n2", "n3")) {
        GenericContainer<?> container =
            member(name, "n1", "n2", "n3").withNetwork(network).withNetworkAliases(name);
        containers.add(container);
        members.add(Jinx.into(container).node(name).config(yaml).start());
      }
      try (Cluster cluster = Cluster.of(members.toArray(Jinx[]::new));
          Cut cut = cluster.isolate("n1")) {
        // n2 and n3 go on without n1
        assertThat(cut).hasToString("n1 | n2, n3");
        cluster.node("n2").at("heard").enable().awaitHit(hit -> isFrom(hit, "n3"), timeout);
      }
    } finally {
      members.forEach(Jinx::close);
      containers.forEach(GenericContainer::stop);
      network.close();
    }
  }

  private static GenericContainer<?> member(String name, String... all) {
    String[] peers =
        Stream.of(all)
            .map(each -> each.equals(name) ? "127.0.0.1" : each) // it talks to itself, too
            .toArray(String[]::new);
    return Members.container(name, peers);
  }

  private static boolean isFrom(Hit hit, String from) {
    return from.equals(hit.captured().get("from"));
  }

  @Test
  void theShellDoesItByHand() throws Exception {
    Path here = Scratch.directory("by-hand");
    Files.copy(JinxJar.path(), here.resolve("jinx.jar"));
    Files.writeString(here.resolve("jinx.yaml"), Members.YAML + "    enabled: true\n");
    Path folder = Path.of("com/acme/gossip");
    Files.createDirectories(here.resolve(folder));
    try (Stream<Path> classes = Files.list(JinxJar.classesOf(Gossip.class).resolve(folder))) {
      for (Path each : classes.toList()) {
        Files.copy(each, here.resolve(folder).resolve(each.getFileName()));
      }
    }
    String port = Integer.toString(Ports.free());
    Process store = shell(here, port, Pages.blocks(PAGE, "sh").get(0)).start();
    try {
      assertThat(waits(here, port)).isZero();
    } finally {
      List<ProcessHandle> clients = store.descendants().toList();
      clients.forEach(ProcessHandle::destroy); // the engine's client tells the container
      for (ProcessHandle client : clients) {
        client.onExit().get(1, TimeUnit.MINUTES);
      }
    }
  }

  /** The status of the page's wait, begun again until something answers. */
  private static int waits(Path here, String port) throws Exception {
    int status = UNREACHABLE;
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos(); // on a busy machine
    while (status == UNREACHABLE && System.nanoTime() - end < 0) {
      status = shell(here, port, Pages.blocks(PAGE, "sh").get(1)).start().waitFor();
    }
    return status;
  }

  private static ProcessBuilder shell(Path here, String port, List<String> lines) {
    String text =
        String.join("\n", lines)
            .replace("127.0.0.1:7117:", "127.0.0.1:" + port + ":")
            .replace("java -jar", Jdks.own().java() + " -jar");
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", text);
    builder.directory(here.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(here.resolve("output").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "TOKEN",
                "by-hand",
                "IMAGE",
                JavaImage.name(),
                "JINX_ADDRESS",
                "127.0.0.1:" + port,
                "COMMAND",
                "/java/bin/java -cp /jinx com.acme.gossip.Gossip n1 127.0.0.1:"
                    + IN_THERE
                    + " 127.0.0.1:"
                    + IN_THERE));
    return builder;
  }

  @Test
  void itsJavaIsThatOfTheseTests() throws IOException {
    String tests = squeezed("ContainersGuideIT.java") + squeezed("ContainersInTestsIT.java");
    for (List<String> example : Pages.blocks(PAGE, "java")) {
      for (String line : example) {
        String code =
            line.replace(
                    "new GenericContainer<>(image).withCommand(command)", "member(\"n1\", \"n1\")")
                .replace("member(name).", "member(name, \"n1\", \"n2\", \"n3\").")
                .replaceAll("\\s|;$", "");
        assertThat(tests).contains(code);
      }
    }
  }

  private static String squeezed(String test) throws IOException {
    return Files.readString(SOURCES.resolve(test)).replaceAll("\\s", "");
  }
}
