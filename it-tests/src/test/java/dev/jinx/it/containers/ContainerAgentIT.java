package dev.jinx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import dev.jinx.client.Armed;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.RefusedException;
import dev.jinx.client.containers.ContainerAgent;
import dev.jinx.client.containers.ContainerException;
import dev.jinx.it.TargetJvm;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** One container with the agent. */
class ContainerAgentIT {
  private static final Duration LONG = TargetJvm.PATIENCE;

  @BeforeAll
  static void anEngine() {
    Engine.assume();
  }

  @Test
  void aThreadInAContainerIsHeldAndLetGo() {
    GenericContainer<?> one = Members.container("n1", "127.0.0.1");
    ContainerAgent agent = Jinx.into(one).node("n1").yaml(Members.YAML);
    one.withExposedPorts(Members.PORT); // afterwards, and yet nothing of either is lost
    one.withEnv("JAVA_TOOL_OPTIONS", "-Dcom.acme.said=before");
    try (one;
        Jinx jinx = agent.start()) {
      assertThat(jinx.node()).isEqualTo("n1");
      Armed heard = jinx.point("heard").enable("pause(5m)");
      Hit hit = heard.awaitParked(LONG);
      assertThat(hit.captured()).containsEntry("from", "n1");
      hit.release();
      hit.awaitEnd(LONG);
      assertThat(one.getLogs())
          .contains("JAVA_TOOL_OPTIONS: -Dcom.acme.said=before -javaagent:/jinx/jinx.jar=")
          .doesNotContain(agent.token());
      assertThat(one.getExposedPorts()).containsExactly(Members.PORT);
      assertThat(one.getFirstMappedPort()).isNotEqualTo(agent.address().port());
      assertThatThrownBy(() -> Jinx.connect(agent.address().toString()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("token");
    }
    assertThatThrownBy(agent::address).hasMessageContaining("does not run");
  }

  @Test
  void optionsOfTheImageAreKept() {
    String image = withOptions("-Dcom.acme.said=by-the-image");
    try (GenericContainer<?> one = Members.of(image, "n1", "127.0.0.1");
        Jinx jinx = Jinx.into(one).yaml(Members.YAML).start()) {
      assertThat(jinx.points()).hasSize(1);
      assertThat(one.getLogs())
          .contains("JAVA_TOOL_OPTIONS: -Dcom.acme.said=by-the-image -javaagent:/jinx/jinx.jar=");
    }
  }

  @Test
  void theAgentOfTheNextStartIsFoundAnew() {
    try (GenericContainer<?> one = Members.container("n1", "127.0.0.1")) {
      ContainerAgent agent = Jinx.into(one).port(7200).yaml(Members.YAML);
      for (int life = 1; life <= 2; life++) {
        try (Jinx jinx = agent.start()) {
          jinx.point("heard").enable().awaitHit(LONG);
        }
        one.stop();
      }
    }
  }

  @Test
  void aWrongConfigurationIsNotWaitedFor() {
    String wrong = Members.YAML.replace("method", "metod");
    try (GenericContainer<?> one = Members.container("n1")) {
      ContainerAgent agent = Jinx.into(one).yaml(wrong).patience(LONG);
      assertThatThrownBy(agent::start)
          .isInstanceOf(ContainerException.class)
          .hasMessageContaining("it has not started, as its configuration is wrong")
          .hasMessageContaining("unknown key 'metod' in points.heard");
      assertThat(one.isRunning()).isFalse();
    }
  }

  @Test
  void whoeverDoesNotAnswerSaysItsLastWords() {
    String told = "Picked up JAVA_TOOL_OPTIONS";
    try (GenericContainer<?> one = Members.container("n1")) {
      ContainerAgent agent = Jinx.into(one).main("another.*").patience(Duration.ofSeconds(1));
      one.waitingFor(Wait.forLogMessage(".*" + told + ".*\\n", 1));
      assertThatThrownBy(agent::start)
          .isInstanceOf(ContainerException.class)
          .hasMessageContaining("nothing answered within PT1S")
          .hasMessageContaining(told);
      assertThat(one.isRunning()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "port", "token-file"})
  void whatSaysWhereItIsReachedIsNoOption(String key) {
    try (GenericContainer<?> one = Members.container("n1")) {
      assertThatThrownBy(() -> Jinx.into(one).option(key, "7200"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the agent's " + key);
    }
  }

  @Test
  void oneThatHasEndedIsNotWaitedFor() {
    try (GenericContainer<?> one = Members.container("n1")) {
      ContainerAgent agent = Jinx.into(one);
      one.start();
      one.getDockerClient().killContainerCmd(one.getContainerId()).exec();
      assertThatThrownBy(agent::connect)
          .isInstanceOf(ContainerException.class)
          .hasMessageContaining("its container has ended");
    }
  }

  @Test
  void oneThatWasStartedTakesNoAgent() {
    try (GenericContainer<?> one = Members.container("n1")) {
      one.start();
      assertThatThrownBy(() -> Jinx.into(one))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("started already");
    }
  }

  /** The image with a variable in its own environment. */
  private static String withOptions(String options) {
    DockerClient docker = DockerClientFactory.lazyClient();
    String made =
        docker.createContainerCmd(JavaImage.name()).withCmd("/java/bin/java").exec().getId();
    try {
      docker
          .commitCmd(made)
          .withRepository("jinx-it-options")
          .withTag("1")
          .withEnv("JAVA_TOOL_OPTIONS=" + options)
          .exec();
    } finally {
      docker.removeContainerCmd(made).exec();
    }
    return "jinx-it-options:1";
  }
}
