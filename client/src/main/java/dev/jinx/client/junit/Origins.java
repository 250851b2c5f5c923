package dev.jinx.client.junit;

import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.internal.Closing;
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
