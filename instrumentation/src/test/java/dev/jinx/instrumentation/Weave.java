package dev.jinx.instrumentation;

import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Enables a point, anew where it is. */
  static void arm(Point point, String terms, @Nullable Condition when) {
    try {
      Arming.end(Arming.arms(List.of(point), null), null, true);
      Arming.begin(point, new ArmSpec(Terms.parse(terms), false, 1, Map.of(), when, null, null));
    } catch (TermsException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /** Declares a point whose hits are {@link Seen}. */
  Point see(String method, String at) {
    Point point = point(method, at);
    arm(point, "call(dev.jinx.instrumentation.Seen#hit)", null);
    return point;
  }

  /** Compiles a text with a class {@code Sample}, which is woven. */
  Compiled compile(String source, String... options) throws ClassNotFoundException {
    Compiled compiled = Compiled.of(source, transformer(), options);
    compiled.loadClass("Sample");
    return compiled;
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
