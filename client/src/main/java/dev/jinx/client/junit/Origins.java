package dev.jinx.client.junit;

import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.internal.Closing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a class of tests. Closed by JUnit when the last of them has run.
 *
 * @param all at least one
 * @param ports what {@code {port}} stands for at each node, held by the second
 * @param held null if there are none
 */
record Origins(List<Origin> all, Map<String, Integer> ports, @Nullable FreePorts held)
    implements AutoCloseable {
  static Origins of(List<Origin> all) {
    return new Origins(List.copyOf(all), Map.of(), null);
  }

  /** Nodes that run already, as {@code HOST:PORT} or {@code NAME=HOST:PORT}. */
  static Origins at(List<String> nodes, String tokenFile) {
    List<Origin> origins = new ArrayList<>();
    for (String node : nodes) {
      JinxBuilder plain = Jinx.at(node.substring(node.indexOf('=') + 1));
      String name = node.substring(0, Math.max(0, node.indexOf('='))).strip();
      origins.add(new Origin.Elsewhere(name, () -> with(tokenFile, plain)));
    }
    return of(origins);
  }

  /** This JVM, into which the agent is loaded with that configuration unless it is there. */
  static Origins ofThisJvm(String config, String tokenFile) {
    return of(
        List.of(new Origin.Elsewhere("", () -> with(tokenFile, Jinx.at(OwnJvm.address(config))))));
  }

  private static JinxBuilder with(String tokenFile, JinxBuilder plain) {
    String file = tokenFile.isEmpty() ? Surroundings.tokenFile() : tokenFile;
    return file.isEmpty() ? plain : plain.tokenFile(Path.of(file));
  }

  @Override
  public void close() {
    List<Runnable> steps = new ArrayList<>();
    all.forEach(origin -> steps.add(origin::close));
    if (held != null) {
      steps.add(held::close);
    }
    Closing.all(steps);
  }
}
