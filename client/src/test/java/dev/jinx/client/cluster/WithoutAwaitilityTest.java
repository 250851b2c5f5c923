package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import dev.jinx.client.testing.TestAgent;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WithoutAwaitilityTest {
  /** Waits in a cluster of the agent there, and gives what was said about it. */
  public static final class Program implements UnaryOperator<String> {
    @Override
    public String apply(String agent) {
      try (Cluster cluster = Cluster.connect(agent)) {
        cluster.eventually(() -> {});
        return "done";
      } catch (ClusterException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  private static URL where(Class<?> one) {
    return one.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void eventuallySaysWhatItNeeds() throws Exception {
    URL[] kit = {where(Cluster.class), where(JsonParser.class), where(Program.class)};
    try (TestAgent agent = new TestAgent();
        URLClassLoader alone = new URLClassLoader(kit, ClassLoader.getPlatformClassLoader())) {
      Object program =
          alone.loadClass(Program.class.getName()).getDeclaredConstructor().newInstance();
      @SuppressWarnings("unchecked")
      UnaryOperator<String> waits = (UnaryOperator<String>) program;
      assertThat(waits.apply(agent.address()))
          .isEqualTo("eventually and retry need org.awaitility:awaitility on the class path");
    }
  }
}
