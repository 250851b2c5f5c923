package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What actions do, and to which methods they fit. */
class ActionsTest {
  private static @Nullable Object act(String terms, String descriptor) throws Throwable {
    Shape shape = new Shape(descriptor, true, Shape.AtHand.NOTHING, null);
    try (TestPoint test = new TestPoint(shape)) {
      Terms parsed = Terms.parse(terms);
      Place place = new Place(test.site, ActionsTest.class.getClassLoader());
      Arm arm = test.arm(terms);
      HitView view = new HitView(test.site, arm, Thread.currentThread(), 1, new Object[0]);
      Replacement made = parsed.fit(place)[0].act(new Turn(arm, 0, null, view));
      return made == null ? "went on" : made.value();
    }
  }

  private static String misfit(String terms, String descriptor) throws Exception {
    Throwable thrown = catchThrowable(() -> Terms.parse(terms).check(TestPoint.place(descriptor)));
    assertThat(thrown).isInstanceOf(MisfitException.class);
    return ((MisfitException) thrown).reason();
  }

  @ParameterizedTest
  @CsvSource({
    "return(true), Z, true",
    "return(5), B, 5",
    "return(-5), S, -5",
    "return('c'), C, c",
    "return(5), I, 5",
    "return(5), J, 5",
    "return(5L), J, 5",
    "return(5), F, 5.0",
    "return(1.5), D, 1.5",
    "return(1e3), D, 1000.0",
    "return(0x10), I, 16",
    "return(5), Ljava/lang/Integer;, 5",
    "return(5), Ljava/lang/Long;, 5",
    "return(5), Ljava/lang/Object;, 5",
    "return(5), Ljava/lang/Number;, 5",
    "return(true), Ljava/lang/Boolean;, true",
    "return(SECONDS), Ljava/util/concurrent/TimeUnit;, SECONDS",
    "return(TimeUnit.SECONDS), Ljava/util/concurrent/TimeUnit;, SECONDS",
    "return(java.util.concurrent.TimeUnit.SECONDS), Ljava/lang/Object;, SECONDS",
    "return(\"text\"), Ljava/lang/String;, text",
    "return(\"text\"), Ljava/lang/CharSequence;, text",
    "return(Optional.empty()), Ljava/util/Optional;, Optional.empty"
  })
  void returnLeavesTheMethodWithAValueOfItsType(String terms, String type, String value)
      throws Throwable {
    Object returned = act(terms, "()" + type);
    assertThat(String.valueOf(returned)).isEqualTo(value);
  }

  @Test
  void returnedValuesHaveExactlyTheTypeOfTheMethod() throws Throwable {
    assertThat(act("return(5)", "()Ljava/lang/Long;")).isEqualTo(5L);
    assertThat(act("return(5)", "()S")).isEqualTo((short) 5);
    assertThat(act("return(SECONDS)", "()Ljava/util/concurrent/TimeUnit;"))
        .isSameAs(TimeUnit.SECONDS);
    assertThat(act("return(Optional.empty())", "()Ljava/util/Optional;"))
        .isEqualTo(Optional.empty());
    assertThat(act("return(null)", "()Ljava/lang/String;")).isNull();
    assertThat(act("return", "()V")).isNull();
  }

  @Test
  void aValueThatDoesNotFitIsRefusedWithTheReason() throws Exception {
    assertThat(misfit("return(\"x\")", "()I")).contains("returns int", "\"x\" is not one");
    assertThat(misfit("return(300)", "()B")).contains("returns byte");
    assertThat(misfit("return(1.5)", "()J")).contains("returns long");
    assertThat(misfit("return(5)", "()V")).contains("returns nothing");
    assertThat(misfit("return", "()I")).contains("return(0)");
    assertThat(misfit("return(null)", "()I")).contains("returns int");
    assertThat(misfit("return(5)", "()Ljava/lang/String;")).contains("java.lang.String");
    assertThat(misfit("return(SECOND)", "()Ljava/util/concurrent/TimeUnit;"))
        .contains("SECONDS", "MINUTES");
    assertThat(misfit("return(text)", "()Ljava/lang/String;")).contains("in double quotes");
  }

  @Test
  void returnIsRefusedWhereTheMethodCannotBeLeft() throws Exception {
    TestPoint test = new TestPoint(new Shape("()V", false, Shape.AtHand.NOTHING, "it must stay"));
    assertThatThrownBy(() -> Terms.parse("observe->return").check(new Place(test.site, null)))
        .hasMessageContaining("it must stay");
  }

  @Test
  void throwMakesTheExceptionByTheConstructorThatFits() throws Throwable {
    assertThatThrownBy(() -> act("throw(java.io.IOException, \"disk full\")", "()V"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(() -> act("throw(java.lang.AssertionError, \"no\")", "()V"))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessage("no");
    assertThatThrownBy(() -> act("throw(java.lang.IllegalStateException)", "()V"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(null);
    assertThatThrownBy(
            () ->
                act(
                    "throw(java.lang.RuntimeException, 'outer', java.io.FileNotFoundException,"
                        + " \"a, b) -> c\")",
                    "()V"))
        .hasMessage("outer")
        .hasCauseExactlyInstanceOf(FileNotFoundException.class)
        .hasRootCauseMessage("a, b) -> c");
    assertThatThrownBy(
            () -> act("throw(java.io.UncheckedIOException, \"u\", java.io.IOException)", "()V"))
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasCauseExactlyInstanceOf(IOException.class);
    // It has no constructor that takes a cause.
    assertThatThrownBy(
            () -> act("throw(java.net.SocketTimeoutException, 'slow', java.io.IOException)", "()V"))
        .hasMessage("slow")
        .hasCauseExactlyInstanceOf(IOException.class);
  }

  /** An exception that only its own package can make. */
  static final class Hidden extends Exception {
    private static final long serialVersionUID = 1;

    private Hidden(String message) {
      super(message);
    }
  }

  @Test
  void anExceptionWithoutAPublicConstructorIsMadeAllTheSame() {
    assertThatThrownBy(() -> act("throw(dev.jinx.bootstrap.ActionsTest$Hidden, 'h')", "()V"))
        .isInstanceOf(Hidden.class)
        .hasMessage("h");
  }

  @Test
  void whatCannotBeThrownIsRefusedWithTheReason() throws Exception {
    assertThat(misfit("throw(java.lang.String)", "()V")).contains("is not a Throwable");
    assertThat(misfit("throw(com.acme.Missing)", "()V")).contains("no class 'com.acme.Missing'");
    assertThat(misfit("throw(IOException)", "()V")).contains("did you mean 'java.io.IOException'");
    assertThat(misfit("throw(java.nio.BufferOverflowException, \"m\")", "()V"))
        .contains("no constructor that takes a message");
  }

  private static final List<String> CALLS = new ArrayList<>();

  static void plain() {
    CALLS.add("plain");
  }

  private static void pair(Object self, Object[] args) {
    CALLS.add("pair " + self + " " + Arrays.toString(args));
  }

  static void map(Map<String, Object> hit) {
    CALLS.add("map " + hit.get("point"));
    hit.put("return", 7);
  }

  static void thrower() throws IOException {
    throw new IOException("called");
  }

  @Test
  void callGivesTheHitToAStaticMethodAndMayLeaveWithItsValue() throws Throwable {
    CALLS.clear();
    assertThat(act("call(dev.jinx.bootstrap.ActionsTest#plain)", "()V")).isEqualTo("went on");
    assertThat(act("call(dev.jinx.bootstrap.ActionsTest#pair)", "()V")).isEqualTo("went on");
    assertThat(act("call(dev.jinx.bootstrap.ActionsTest#map)", "()J")).isEqualTo(7L);
    assertThat(CALLS).hasSize(3).element(1).isEqualTo("pair null []");
    assertThatThrownBy(() -> act("call(dev.jinx.bootstrap.ActionsTest#thrower)", "()V"))
        .isInstanceOf(IOException.class)
        .hasMessage("called");
    assertThat(misfit("call(dev.jinx.bootstrap.ActionsTest#pare)", "()V"))
        .contains("did you mean 'pair'");
  }

  /** A point on a socket's read is hit by every thread: it must not look for classes each time. */
  @Test
  void whatAnActionDoesInAClassOfTheJdkIsFoundOnce() throws Throwable {
    Point point =
        Points.declare(new Declaration("of-the-jdk", "java.util.Other#x", Position.ENTRY, "test"));
    Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
    Linked linked = new Linked(Site.of(point, "java.util.Other#x()", shape), null);
    Arm boot = arm(point, "throw(java.io.IOException)");
    assertThat(linked.effects(boot)).isSameAs(linked.effects(boot));
    Arm own = arm(point, "throw(dev.jinx.bootstrap.ActionsTest$Hidden, 'h')");
    assertThat(linked.effects(own))
        .as("not kept alive by a class that is never unloaded")
        .isNotSameAs(linked.effects(own));
    Arming.end(Arming.arms(List.of(point), null), null, false);
  }

  private static Arm arm(Point point, String terms) throws TermsException {
    return Arming.begin(
        point, new ArmSpec(Terms.parse(terms), false, 1, Map.of(), null, null, null));
  }
}
