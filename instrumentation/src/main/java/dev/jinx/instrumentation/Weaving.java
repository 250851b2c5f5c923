package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.ThreadTable;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Begins the weaving of a JVM. */
public final class Weaving {
  private Weaving() {}

  /**
   * Weaves points into classes as they are loaded, and into those that are loaded already.
   *
   * @param points in the order of their declaration
   * @param annotations names of the annotations that declare points, with dots
   */
  public static void start(
      Instrumentation instrumentation, List<Planned> points, List<String> annotations) {
    List<Planned> weavable = new ArrayList<>();
    for (Planned planned : points) {
      String reason =
          planned.selector.isExact()
              ? Prohibited.reason(planned.selector.className().replace('.', '/'))
              : null;
      if (reason == null) {
        weavable.add(planned);
      } else {
        planned.point.fail("cannot be woven: " + reason);
        Say.now("point '" + planned.point.name() + "' cannot be woven: " + reason);
      }
    }
    PreFilter filter = new PreFilter(weavable, annotations);
    // Before the first class is woven: the tables' classes refer to one another, and must not be
    // initialized by two threads of the application at once.
    boolean entered = ThreadTable.enterAgent();
    try {
      Transformer transformer = new Transformer(instrumentation, filter);
      transformer.letCoreReach();
      instrumentation.addTransformer(transformer, true);
      new LoadedClasses(instrumentation, filter).weave();
    } finally {
      ThreadTable.leaveAgent(entered);
    }
  }
}
