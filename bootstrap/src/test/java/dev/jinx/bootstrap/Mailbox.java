package dev.jinx.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A method that handles messages, as it would be woven with points at its entry. */
class Mailbox {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final List<String> delivered = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();
  final Point before = declare();
  final Point point = declare();
  final Point after = declare();
  final Point within = declare();
  private final Linked first = linked(before, "deliver(int,java.lang.String)", "V");
  private final Linked deliver = linked(point, "deliver(int,java.lang.String)", "V");
  private final Linked last = linked(after, "deliver(int,java.lang.String)", "V");
  private final Linked inside = linked(within, "store(int,java.lang.String)", "V");
  private final Linked count = linked(point, "count(int,java.lang.String)", "I");

  private static Point declare() {
    String name = "mailbox-" + COUNT.incrementAndGet();
    return Points.declare(new Declaration(name, "Mailbox#deliver", Position.ENTRY, "test"));
  }

  private static Linked linked(Point point, String method, String returns) {
    Shape shape = new Shape("(ILjava/lang/String;)" + returns, false, Shape.AtHand.NOTHING, null);
    return new Linked(Site.of(point, Mailbox.class.getName() + "#" + method, shape), Mailbox.class);
  }

  /** What the woven code does at a site. */
  private @Nullable Object hit(Linked site, int number, String text) {
    if (site.site.point().mode() == Mode.OFF) {
      return null;
    }
    try {
      return Hit.hit(site, new Object[] {this, number, text});
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  void deliver(int number, String text) {
    if (hit(first, number, text) != null
        || hit(deliver, number, text) != null
        || hit(last, number, text) != null) {
      return;
    }
    store(number, text);
  }

  int count(int number, String text) {
    return hit(count, number, text) == null ? delivered.size() : -1;
  }

  private void store(int number, String text) {
    hit(inside, number, text);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty message");
    }
    threads.add(Thread.currentThread().getName());
    delivered.add(number + text);
  }

  Arm arm(String terms) throws TermsException {
    return arm(point, terms, 1);
  }

  static Arm arm(Point at, String terms, long seed) throws TermsException {
    return Arming.begin(
        at, new ArmSpec(Terms.parse(terms), false, seed, Map.of(), null, null, null));
  }

  /** Whether the action fits its method {@code count}, too. */
  Place countPlace() {
    return new Place(count.site, Mailbox.class.getClassLoader());
  }

  void end() {
    Arming.end(Arming.arms(List.of(before, point, after, within), null), null, false);
  }

  void awaitDelivered(int size) {
    while (delivered.size() < size) {
      Thread.onSpinWait();
    }
  }
}
