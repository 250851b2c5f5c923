package dev.jinx.relay.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one broker that all of them share; it is killed when the last one is through.
 * Awaitility has {@link #PATIENCE} with everything that Kafka has a part in.
 */
public final class BrokerExtension implements ParameterResolver {
  /**
   * How long anything may take that is expected to happen. Generous: only a failing test waits for
   * it.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Broker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(BrokerExtension.class))
        .computeIfAbsent("broker", key -> new Shared(), Shared.class)
        .broker;
  }

  private static final class Shared implements AutoCloseable {
    private final Broker broker;

    Shared() {
      Awaitility.setDefaultTimeout(PATIENCE);
      try {
        broker = Broker.start(Files.createTempDirectory("jinx-relay-broker"));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws Exception {
      broker.kill();
      try (Stream<Path> files = Files.walk(broker.directory())) {
        List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
        for (Path each : all) {
          Files.delete(each);
        }
      }
    }
  }
}
