package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Methods that are called once more: each by itself, and not what overrides it. */
class RecallTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final List<String> CALLS = new ArrayList<>();

  /** Has a default method, and a private one. */
  interface Greeter {
    default void greet(String name) {
      CALLS.add("greet " + name);
    }

    private int secret(long a, boolean b, char c) {
      CALLS.add("secret " + a + b + c);
      return 1;
    }
  }

  /** Has a method that others override. */
  static class Base implements Greeter {
    protected void tell(String... names) {
      CALLS.add("tell " + Arrays.toString(names));
    }

    private static void all(byte[] bytes, double d) {
      CALLS.add("all " + bytes.length + " " + d);
    }

    final synchronized void last() {
      CALLS.add("last " + Thread.holdsLock(this));
    }
  }

  /** Overrides all it can. */
  private static final class Other extends Base {
    @Override
    public void greet(String name) {
      throw new AssertionError(name);
    }

    @Override
    protected void tell(String... names) {
      throw new AssertionError(Arrays.toString(names));
    }
  }

  private static Recall recall(Class<?> type, String method, String descriptor, boolean isStatic)
      throws MisfitException {
    String name = "recall-" + COUNT.incrementAndGet();
    Point point = Points.declare(new Declaration(name, "A#b", Position.ENTRY, "test"));
    Shape shape = new Shape(descriptor, isStatic, Shape.AtHand.NOTHING, null);
    Site site = Site.of(point, type.getName() + "#" + method + "(..)", shape);
    return Recall.of("duplicate", new Place(site, type.getClassLoader()));
  }

  @Test
  void thatVeryMethodIsCalledOfAnyKind() throws Throwable {
    CALLS.clear();
    Other other = new Other();
    recall(Greeter.class, "greet", "(Ljava/lang/String;)V", false).call(new Object[] {other, "n"});
    recall(Greeter.class, "secret", "(JZC)I", false).call(new Object[] {other, 5L, true, 'c'});
    recall(Base.class, "tell", "([Ljava/lang/String;)V", false)
        .call(new Object[] {other, new String[] {"a", "b"}});
    recall(Base.class, "all", "([BD)V", true).call(new Object[] {new byte[3], 0.5});
    recall(Base.class, "last", "()V", false).call(new Object[] {other});
    assertThat(CALLS)
        .containsExactly("greet n", "secret 5truec", "tell [a, b]", "all 3 0.5", "last true");
    Threads.table(Thread.currentThread()).free(Thread.currentThread());
  }

  @Test
  void whatItThrowsIsNotWrapped() throws Exception {
    Recall recall = recall(Other.class, "greet", "(Ljava/lang/String;)V", false);
    assertThatThrownBy(() -> recall.call(new Object[] {new Other(), "n"}))
        .isExactlyInstanceOf(AssertionError.class);
    Threads.table(Thread.currentThread()).free(Thread.currentThread());
  }

  @Test
  void aMethodOfTheJdkIsCalledWithTheRightsOfItsClass() throws Throwable {
    ArrayList<String> list = new ArrayList<>(List.of("a", "b", "c"));
    recall(ArrayList.class, "fastRemove", "([Ljava/lang/Object;I)V", false)
        .call(new Object[] {list, elements(list), 0});
    assertThat(list).hasSize(2);
    Threads.table(Thread.currentThread()).free(Thread.currentThread());
  }

  private static Object[] elements(ArrayList<String> list) {
    return new Object[list.size()];
  }

  @Test
  void aMethodThatIsNotThereIsAMisfit() {
    assertThatThrownBy(() -> recall(Base.class, "tell", "(Lcom/acme/None;)V", false))
        .isInstanceOf(MisfitException.class)
        .hasMessageContaining("duplicate cannot call " + Base.class.getName() + "#tell");
  }
}
