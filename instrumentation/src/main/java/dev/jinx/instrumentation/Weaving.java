package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Preload;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Threads;
import dev.jinx.net.NetSelector;
import dev.jinx.net.Network;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Begins the weaving of a JVM. */
public final class Weaving {
  private Weaving() {}

  /**
   * Weaves points into classes as they are loaded, and into those that are loaded already.
   *
   * @param points in the order of their declaration
   * @param annotations names of the annotations that declare points, with dots
   * @return what weaves further points from now on
   */
  public static LiveWeaver start(
      Instrumentation instrumentation, List<Planned> points, List<String> annotations) {
    List<Planned> weavable = new ArrayList<>();
    Map<Point, NetSelector> onConnections = new LinkedHashMap<>();
    for (Planned planned : points) {
      NetSelector net = planned.selector.net();
      if (net != null) {
        onConnections.put(planned.point, net);
        continue;
      }
      String reason = planned.selector.prohibited();
      if (reason == null) {
        weavable.add(planned);
      } else {
        planned.point.fail("cannot be woven: " + reason);
        Say.now("point '" + planned.point.name() + "' cannot be woven: " + reason);
      }
    }
    PreFilter filter = new PreFilter(weavable, annotations);
    Preload.forLinking();
    boolean entered = Threads.enterAgent();
    // What the transformer asks first must be there before it is asked: a class whose loading
    // is what is being transformed counts as circular, and its use has failed for ever.
    Prohibited.reason("");
    try {
      Transformer transformer = new Transformer(instrumentation, filter);
      if (looksToJdk(weavable)) {
        transformer.letCoreReach();
      }
      instrumentation.addTransformer(transformer, true);
      new LoadedClasses(instrumentation).weave(filter);
      LiveWeaver weaver =
          new LiveWeaver(instrumentation, transformer, filter, weavable, annotations);
      for (Map.Entry<Point, NetSelector> one : onConnections.entrySet()) {
        weaver.declareOnConnections(one.getKey(), one.getValue());
      }
      // By another thread, and not for long: the program is to start though no name server answers.
      Network.awaitNames();
      return weaver;
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  private static boolean looksToJdk(List<Planned> points) {
    for (Planned planned : points) {
      if (planned.selector.looksToJdk()) {
        return true;
      }
    }
    return false;
  }
}
