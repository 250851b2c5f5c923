package dev.jinx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import dev.jinx.client.containers.ContainerAgent;
import dev.jinx.client.junit.JinxExtension;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;

/** The extension for JUnit, with a program in a container. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersInTestsIT {
  private static ContainerAgent agent;

  @RegisterExtension
  static final JinxExtension JINX = JinxExtension.connectedBy(() -> agent.builder()).strict();

  private static GenericContainer<?> container;

  @BeforeAll
  static void start() throws IOException {
    Engine.assume();
    Path yaml = Files.writeString(Scratch.directory("yaml").resolve("jinx.yaml"), Members.YAML);
    container = Members.container("n1", "127.0.0.1");
    agent = Jinx.into(container).node("n1").config(yaml);
    container.start();
    agent.connect().close();
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  @Test
  @Order(1)
  void aThreadIsHeldAndLeftThere(@JinxPoint("heard") Point heard) {
    Hit hit = heard.enable("pause").awaitParked(TargetJvm.PATIENCE);
    assertThat(hit.captured()).containsEntry("from", "n1");
  }

  @Test
  @Order(2)
  void andGoesOnBeforeTheNextTest(Jinx jinx) {
    assertThat(jinx.node()).isEqualTo("n1");
    assertThat(jinx.point("heard").waiters()).isEmpty();
    jinx.point("heard").enable().awaitHit(TargetJvm.PATIENCE);
  }
}
