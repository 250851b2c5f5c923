package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Points for tests, and the classes that they are woven into. */
final class Weave {
  private static final AtomicInteger NAMES = new AtomicInteger();

  static final Instrumentation NONE =
      (Instrumentation)
          Proxy.newProxyInstance(
              Weave.class.getClassLoader(),
              new Class<?>[] {Instrumentation.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  final List<Planned> points = new ArrayList<>();

  /** Declares a point under a new name. */
  Point point(String method, String at) {
    Position position = Objects.requireNonNull(Position.of(at), at);
    String name = "weave-" + NAMES.incrementAndGet();
    Point point = Points.declare(new Declaration(name, method, position, "test"));
    try {
      points.add(new Planned(point, Selector.parse(method)));
    } catch (SelectorException wrong) {
      throw new IllegalArgumentException(method + " at " + at, wrong);
    }
    return point;
  }

  Transformer transformer() {
    return new Transformer(NONE, new PreFilter(points, List.of()));
  }

  /** The woven class file; null where nothing was woven. */
  byte @Nullable [] weave(String internalName, byte[] file) {
    return transformer()
        .transform(null, Weave.class.getClassLoader(), internalName, null, null, file);
  }
}
