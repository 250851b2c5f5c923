package dev.jinx.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A point of a test, with one site that is called statically. */
final class TestPoint implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final Point point;
  final Site site;

  TestPoint() {
    this(new Shape("()V", true, Shape.AtHand.NOTHING, null));
  }

  TestPoint(Shape shape) {
    String name = "test-" + COUNT.incrementAndGet();
    point = Points.declare(new Declaration(name, "A#b", Position.ENTRY, "test"));
    site = Site.of(point, "A#b()", shape);
  }

  static Place place(String descriptor) {
    TestPoint made = new TestPoint(new Shape(descriptor, true, Shape.AtHand.NOTHING, null));
    return new Place(made.site, TestPoint.class.getClassLoader());
  }

  Arm arm(String terms) throws TermsException {
    return arm(terms, 1);
  }

  Arm arm(String terms, long seed) throws TermsException {
    return arm(terms, seed, false, null, null);
  }

  Arm arm(
      String terms,
      long seed,
      boolean oneShot,
      @Nullable Condition condition,
      @Nullable String lease)
      throws TermsException {
    return Arming.begin(
        point, new ArmSpec(Terms.parse(terms), oneShot, seed, Map.of(), condition, null, lease));
  }

  void end() {
    Arming.end(Arming.arms(List.of(point), null), null, false);
  }

  /** A hit with these values: result or exception, this, arguments. */
  @Nullable Object hit(@Nullable Object... values) throws Throwable {
    return Site.hit(site.id(), values);
  }

  @Override
  public void close() {
    end();
  }
}
