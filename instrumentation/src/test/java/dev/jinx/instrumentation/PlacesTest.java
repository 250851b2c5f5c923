package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Point;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places within bodies: lines and calls; what is passed there, and what actions do there. */
class PlacesTest {
  private final Weave weave = new Weave();

  @BeforeEach
  void nothingIsSeenYet() {
    Seen.HITS.clear();
  }

  private static void arm(Point point, String terms) {
    Weave.arm(point, terms, null);
  }

  private Point see(String method, String at) {
    return weave.see(method, at);
  }

  private Compiled compile(String source, String... options) throws Exception {
    return weave.compile(source, options);
  }

  private static void assertWoven(Point point) {
    assertThat(point.state().word()).as(point.state().reason()).isEqualTo("woven");
  }

  private static final String LOOP =
      """
      class Sample {
        static int run(int times, long big) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            sum += i;
          }
          try {
            if (times == 0) throw new IllegalStateException("none");
          } finally {
            sum = sum + 100;
          }
          return Math.max(
              Math.abs(sum),
              Math.abs(-1));
        }
      }
      """;

  @Test
  void aLineIsHitEachTimeItsCodeBegins() throws Throwable {
    Point point = see("Sample#run", "line 5");
    assertThat(compile(LOOP).call("run", 3, 7L)).isEqualTo(103);
    assertWoven(point);
    assertThat(Seen.HITS).hasSize(3);
    assertThat((Object[]) Seen.HITS.get(0).get("args")).containsExactly(3, 7L);
    assertThat(Seen.HITS.get(0).get("method")).isEqualTo("Sample#run(int,long)");
  }

  @Test
  void aLineOfAFinallyBlockIsHitWhicheverWayItIsEntered() throws Throwable {
    see("Sample#run", "line 10");
    Compiled compiled = compile(LOOP);
    compiled.call("run", 1, 7L);
    assertThat(Seen.HITS).hasSize(1);
    assertThatThrownBy(() -> compiled.call("run", 0, 7L)).hasMessage("none");
    assertThat(Seen.HITS).hasSize(2);
  }

  @Test
  void aCallThatSpansLinesIsOneHitOfItsFirstLine() throws Throwable {
    for (int line = 12; line <= 14; line++) {
      see("Sample#run", "line " + line);
    }
    compile(LOOP).call("run", 3, 7L);
    assertThat(Seen.HITS).hasSize(3);
  }

  @Test
  void aLineThatTheMethodHasNotIsMissingAndTheNearestAreTold() throws Throwable {
    Point far = see("Sample#run", "line 6");
    Point elsewhere = see("Sample#<init>", "line 5");
    compile(LOOP);
    assertThat(far.state().word()).isEqualTo("missing");
    assertThat(far.state().reason())
        .isEqualTo(
            "Sample is loaded, but run(int,long) has no code on line 6;"
                + " the nearest lines with code are 5, 8");
    assertThat(far.state().nearest()).containsExactly("line 5", "line 8");
    assertThat(elsewhere.state().reason()).contains("line 5 is in run(int,long)");
  }

  @Test
  void aClassWithoutLineNumbersSaysSo() throws Throwable {
    Point point = see("Sample#run", "line 5");
    compile(LOOP, "-g:none");
    assertThat(point.state().reason()).contains("compiled without line numbers");
  }

  private static final String CALLS =
      """
      import java.util.*;
      class Sample extends ArrayList<Object> {
        final String name;
        Sample(String name) {
          super(Integer.parseInt(name.trim()));
          this.name = name.concat("!");
        }
        @Override public boolean add(Object o) {
          return super.add(o);
        }
        static int run(String text, List<Object> list) {
          StringBuilder made = new StringBuilder(text.isEmpty() ? "none" : text);
          list.add(made.append(1L).append(2.0));
          list.clear();
          Runnable later = () -> list.add("later");
          later.run();
          return list.size();
        }
        static int construct(String text) {
          return new Sample(text).name.length();
        }
        static boolean adding(String text) {
          return new Sample(text).add("x");
        }
      }
      """;

  @Test
  void beforeAndAfterACallAreHitWithWhatTheMethodAndTheCallHold() throws Throwable {
    Point before = see("Sample#run", "before call java.util.List#add");
    Point after = see("Sample#run", "after call java.util.List#size()");
    Point nothing = see("Sample#run", "after call java.util.List#clear");
    java.util.ArrayList<Object> list = new java.util.ArrayList<>();
    assertThat(compile(CALLS).call("run", "text", list)).isEqualTo(1);
    assertWoven(before);
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("point"))
        .containsExactly(before.name(), nothing.name(), after.name());
    assertThat(Seen.HITS).extracting(hit -> hit.get("result")).containsExactly(null, null, 1);
    assertThat((Object[]) Seen.HITS.get(2).get("args")).containsExactly("text", list);
  }

  @Test
  void aCallIsFoundByItsStaticTypeAndWithPlusBySubtypes() throws Throwable {
    Point exact = see("Sample#run", "before call java.util.Collection#add");
    Point plus = see("Sample#run", "before call java.util.Collection+#add");
    Point wild = see("Sample#run", "before call java.lang.*Builder#append(double)");
    compile(CALLS).call("run", "", new java.util.ArrayList<>());
    assertThat(exact.state().word()).isEqualTo("missing");
    assertThat(exact.state().nearest()).contains("java.util.List#add");
    assertThat(exact.state().reason()).contains("invokedynamic");
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("point"))
        .containsExactly(wild.name(), plus.name());
  }

  @Test
  void callsOfConstructorsAndOfTheSuperclassAreCalls() throws Throwable {
    see("Sample#run", "before call java.lang.StringBuilder#<init>(String)");
    see("Sample#run", "after call java.lang.StringBuilder#<init>");
    Point above = see("Sample#add", "after call java.util.ArrayList#add");
    Compiled compiled = compile(CALLS);
    compiled.call("run", "", new java.util.ArrayList<>());
    assertThat(Seen.HITS).hasSize(2);
    assertThat(compiled.call("adding", "3")).isEqualTo(true);
    assertWoven(above);
    assertThat(Seen.HITS.get(2).get("result")).isEqualTo(true);
    assertThat(Seen.HITS.get(2).get("this")).isInstanceOf(List.class);
  }

  @Test
  void whatComesBeforeAConstructorsSuperIsSkippedAndTold() throws Throwable {
    Point early = see("Sample#<init>", "before call java.lang.String#trim");
    Point itself = see("Sample#<init>", "before call java.util.ArrayList#<init>");
    Point line = see("Sample#<init>", "line 5");
    Point later = see("Sample#<init>", "after call String#concat");
    Point full = see("Sample#<init>", "after call java.lang.String#concat");
    assertThat(compile(CALLS).call("construct", " 3")).isEqualTo(3);
    for (Point point : List.of(early, itself, line)) {
      assertThat(point.state().word()).isEqualTo("missing");
      assertThat(point.state().reason()).contains("before super(..)");
    }
    assertThat(later.state().nearest()).contains("java.lang.String#concat");
    assertThat(Seen.HITS).extracting(hit -> hit.get("point")).containsExactly(full.name());
    assertThat(full.state().sites().get(0).sites().get(0).shape().stays())
        .isEqualTo("a constructor must construct");
  }

  private static final String LOCKS =
      """
      class Sample {
        static int run(Object lock) {
          int before = 1;
          synchronized (lock) {
            before++;
          }
          try {
            before = Integer.parseInt("7");
          } catch (NumberFormatException e) {
            before = -1;
          }
          return before;
        }
        static int inTry() {
          try {
            return Integer.parseInt("7");
          } catch (IllegalStateException e) {
            return -1;
          } finally {
            System.nanoTime();
          }
        }
      }
      """;

  @Test
  void aMethodIsLeftWithAValueWhereNoMonitorIsHeld() throws Throwable {
    Point held = weave.point("Sample#run", "line 5");
    List<Point> free =
        List.of(
            weave.point("Sample#run", "line 3"),
            weave.point("Sample#run", "line 8"),
            weave.point("Sample#run", "line 10"),
            weave.point("Sample#run", "line 12"),
            weave.point("Sample#run", "before call java.lang.Integer#parseInt"));
    Compiled compiled = compile(LOCKS);
    assertThat(held.state().sites().get(0).sites().get(0).shape().stays()).contains("synchronized");
    for (Point point : free) {
      assertThat(point.state().sites().get(0).sites().get(0).shape().stays())
          .as(point.declaration().position().word())
          .isNull();
    }
    arm(free.get(1), "return(42)");
    assertThat(compiled.call("run", "lock")).isEqualTo(42);
  }

  @Test
  void whatIsThrownAtALineIsThrownByTheCodeThere() throws Throwable {
    arm(weave.point("Sample#run", "line 8"), "throw(java.lang.NumberFormatException, \"no\")");
    assertThat(compile(LOCKS).call("run", "lock")).isEqualTo(-1);
  }

  @Test
  void whatIsThrownAtExitLeavesTheMethodAndReachesThrowPoints() throws Throwable {
    Point exit = weave.point("Sample#inTry", "exit");
    Point leaving = see("Sample#inTry", "throw");
    Compiled compiled = compile(LOCKS);
    arm(exit, "throw(java.lang.IllegalStateException, \"out\")");
    assertThatThrownBy(() -> compiled.call("inTry")).hasMessage("out");
    assertThat(Seen.HITS).extracting(hit -> hit.get("point")).containsExactly(leaving.name());
  }

  @Test
  void aMethodThatNeverReturnsHasNoExit() throws Throwable {
    Point point = weave.point("Sample#run", "exit");
    compile("class Sample { static void run() { throw new IllegalStateException(); } }");
    assertThat(point.state().reason()).contains("never returns normally");
  }

  @Test
  void pointsAtOnePlaceActInTheOrderDeclared() throws Throwable {
    Point first = see("Sample#run", "before call java.lang.Integer#parseInt");
    Point second = see("Sample#run", "before call java.lang.Integer#*");
    compile(LOCKS).call("run", "lock");
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("point"))
        .startsWith(first.name(), second.name());
  }

  @Test
  void oldClassFilesHaveTheSamePlaces() throws Throwable {
    Point line = see("Sample#run", "line 4");
    Point call = see("Sample#run", "after call java.lang.Math#abs(int)");
    String source =
        """
        class Sample {
          static int run(int a) {
            String made =
                new String(a > 0 ? "more" : "less");
            return Math.abs(-made.length());
          }
        }
        """;
    Compiled compiled = compile(source, "--release", "8");
    byte[] old = compiled.file("Sample");
    assertThat(compiled.call("run", 1)).isEqualTo(4);
    assertWoven(line);
    assertWoven(call);
    assertThat(Seen.HITS).hasSize(2);
    assertThat(old[7]).isEqualTo((byte) 52);
  }

  @Test
  void aMethodThatHooksMakeTooLargeIsLeftOutAndTheOthersAreWoven() throws Throwable {
    StringBuilder source = new StringBuilder("class Sample {\n static int big(int a, long b) {\n");
    for (int i = 0; i < 4000; i++) {
      source.append("  a += Math.abs(a);\n");
    }
    source.append(" return a;\n }\n static int small() { return Math.abs(-1); }\n}");
    Point all = see("Sample#*", "before call java.lang.Math#abs");
    Point big = see("Sample#big", "before call java.lang.Math#abs");
    Compiled compiled = compile(source.toString());
    assertThat(compiled.call("big", 0, 1L)).isEqualTo(0);
    assertThat(compiled.call("small")).isEqualTo(1);
    assertThat(Seen.HITS).hasSize(1);
    assertThat(all.state().sites().get(0).methods()).containsExactly("small()");
    assertThat(big.state().word()).isEqualTo("failed");
    assertThat(big.state().reason()).contains("too large");
  }
}
