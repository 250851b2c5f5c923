package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Position;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places within bodies: accesses of fields, throws, monitors, and the n-th of such places. */
class FieldsAndMonitorsTest {
  private static final String THROWS = "throw(java.lang.IllegalStateException, \"no\")";

  private final Weave weave = new Weave();

  @BeforeEach
  void nothingIsSeenYet() {
    Seen.HITS.clear();
  }

  private static void arm(Point point, String terms) {
    Weave.arm(point, terms, null);
  }

  private static String missing(Point point) {
    assertThat(point.state().word()).isEqualTo("missing");
    return String.valueOf(point.state().reason());
  }

  private static final String FIELDS =
      """
      class Sample {
        static long total = 5;
        static class Node { Object peer; double weight = 0.5; boolean up; }
        static class Leader extends Node { }
        static String run(String peer) {
          Node node = new Node();
          node.peer = peer;
          node.up = peer != null;
          Leader leader = new Leader();
          leader.weight = node.weight * 2;
          total += 2;
          long sum = total + Math.abs(total);
          return node.peer + " " + leader.weight + " " + sum;
        }
      }
      """;

  @Test
  void whatIsReadOrWrittenIsAtHandAfterTheReadAndBeforeTheWrite() throws Throwable {
    weave.see("Sample#run", "before write Sample$Node#peer");
    weave.see("Sample#run", "after write Sample$Node#peer");
    weave.see("Sample#run", "before write Sample$Node#up");
    weave.see("Sample#run", "before read Sample$Node#weight");
    weave.see("Sample#run", "after read Sample$Node#weight");
    weave.see("Sample#run", "after read Sample#total");
    weave.see("Sample#run", "before write Sample#total");
    assertThat(weave.compile(FIELDS).call("run", "n2")).isEqualTo("n2 1.0 14");
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("result"))
        .containsExactly("n2", null, true, null, 0.5, 5L, 7L, 7L, 7L);
    assertThat((Object[]) Seen.HITS.get(0).get("args")).containsExactly("n2");
  }

  @Test
  void aFieldIsFoundByTheClassThatTheCodeNamesWithWildcardsAndSubtypes() throws Throwable {
    Point exact = weave.see("Sample#run", "after write Sample$Node#weight");
    Point wild = weave.see("Sample#run", "after write **Leader#w*");
    Point plus = weave.see("Sample#run", "before write Sample$Node+#weight");
    weave.compile(FIELDS).call("run", "n2");
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("point"))
        .containsExactly(plus.name(), wild.name());
    assertThat(missing(exact))
        .isEqualTo(
            "Sample is loaded, but run(java.lang.String) does not write Sample$Node#weight;"
                + " it writes Sample$Node#peer, Sample$Node#up, Sample$Leader#weight, Sample#total;"
                + " it reads that one");
    assertThat(exact.state().nearest()).containsExactly("Sample$Leader#weight");
  }

  @Test
  void theMethodIsLeftAtAFieldAndWhatIsThrownThereIsThrownByItsCode() throws Throwable {
    Point point = weave.point("Sample#run", "before write Sample#total");
    Compiled compiled = weave.compile(FIELDS);
    arm(point, "return(\"left\")");
    assertThat(compiled.call("run", "n2")).isEqualTo("left");
    arm(point, THROWS);
    assertThatThrownBy(() -> compiled.call("run", "n2")).hasMessage("no");
  }

  @Test
  void aNumberPicksOneOfThePlacesInTheOrderOfTheCode() throws Throwable {
    weave.see("Sample#run", "after read Sample#total 1");
    weave.see("Sample#run", "after read Sample#total 3");
    Point few = weave.see("Sample#run", "after read Sample#total 4");
    Point one = weave.see("Sample#run", "before call java.lang.Math#abs(long) 2");
    weave.compile(FIELDS).call("run", "n2");
    assertThat(Seen.HITS).extracting(hit -> hit.get("result")).containsExactly(5L, 7L);
    assertThat(missing(few))
        .isEqualTo(
            "Sample is loaded, but run(java.lang.String) has only 3 places"
                + " 'after read Sample#total'");
    assertThat(few.state().nearest()).containsExactly("after read Sample#total 3");
    assertThat(missing(one)).endsWith("has only 1 place 'before call java.lang.Math#abs(long)'");
  }

  private static final String TEXT = "before call X#y(int, long) 2";

  @Test
  void aPositionGivesItsNumberBack() {
    Position position = Position.of(TEXT.replace(" 2", "  2 "));
    assertThat(position).isNotNull().hasToString(TEXT);
    assertThat(position.number()).isEqualTo(2);
    assertThat(position.member()).isEqualTo("X#y(int, long)");
    assertThat(position.each()).hasToString("before call X#y(int, long)");
    assertThat(Position.of("after synchronized 3")).hasToString("after synchronized 3");
    for (String wrong :
        List.of(
            "entry 2",
            "throw 1",
            "before throw 0",
            "before throw 65536",
            "before throw x",
            "after throw",
            "before new X",
            "before new []",
            "after new byte[",
            "after new byte[] 0",
            "before call 2",
            "before read X",
            "before call X#y 0",
            "line 1 2",
            "line")) {
      assertThat(Position.of(wrong)).as(wrong).isNull();
    }
  }

  private static final String LOCKS =
      """
      class Sample {
        static String trail = "";
        static void main(Object lock) {
          synchronized (lock) {
            try {
              trail += "in ";
            } catch (IllegalStateException e) {
              trail += "inner ";
            }
          }
        }
        static void loop(Object lock, int times) {
          synchronized (lock) {
            while (times-- > 0) {
              trail += times;
            }
          }
        }
        static String run(Object lock) {
          trail = "";
          try {
            main(lock);
          } catch (IllegalStateException e) {
            trail += "outer ";
          }
          return trail + Thread.holdsLock(lock);
        }
        static synchronized void whole() { }
      }
      """;

  @Test
  void aMonitorIsAskedForAndGotWhereSynchronizedSays() throws Throwable {
    Point before = weave.point("Sample#main", "before synchronized");
    Point after = weave.point("Sample#main", "after synchronized");
    Compiled compiled = weave.compile(LOCKS);
    Object lock = new Object();
    boolean[] held = new boolean[2];
    Weave.arm(before, "off", Seeing.condition(hit -> held[0] = Thread.holdsLock(lock)));
    Weave.arm(after, "off", Seeing.condition(hit -> held[1] = Thread.holdsLock(lock)));
    assertThat(compiled.call("run", lock)).isEqualTo("in false");
    assertThat(held).containsExactly(false, true);
  }

  @Test
  void whatIsThrownAfterAMonitorIsGotGivesItBackAndPassesTheHandlersWithin() throws Throwable {
    Point point = weave.point("Sample#main", "after synchronized");
    Compiled compiled = weave.compile(LOCKS);
    arm(point, THROWS);
    assertThat(compiled.call("run", new Object())).isEqualTo("outer false");
    assertThat(point.state().sites().get(0).sites().get(0).shape().stays())
        .contains("synchronized");
  }

  @Test
  void beforeAMonitorIsAskedForTheMethodCanBeLeft() throws Throwable {
    Point point = weave.point("Sample#main", "before synchronized 1");
    Compiled compiled = weave.compile(LOCKS);
    arm(point, "return");
    assertThat(compiled.call("run", new Object())).isEqualTo("false");
    arm(point, THROWS);
    assertThat(compiled.call("run", new Object())).isEqualTo("outer false");
  }

  @Test
  void aMonitorIsGotOnceThoughALoopBeginsRightBehind() throws Throwable {
    weave.see("Sample#loop", "after synchronized");
    weave.compile(LOCKS).call("loop", new Object(), 3);
    assertThat(Seen.HITS).hasSize(1);
  }

  @Test
  void aMethodWithoutABlockSaysSo() throws Throwable {
    Point whole = weave.see("Sample#whole", "before synchronized");
    Point none = weave.see("Sample#run", "after synchronized");
    weave.compile(LOCKS);
    assertThat(missing(whole)).contains("whole() is synchronized as a whole").contains("'entry'");
    assertThat(missing(none)).endsWith("run(java.lang.Object) has no synchronized block");
  }

  private static final String RAISES =
      """
      class Sample {
        static String run(int which) {
          try {
            if (which == 1) throw new IllegalArgumentException("one");
            if (which == 2) throw new UnsupportedOperationException("two");
            return "none";
          } catch (RuntimeException caught) {
            return "caught " + caught.getMessage();
          }
        }
      }
      """;

  @Test
  void beforeAThrowItsExceptionIsAtHandAndAnotherTakesItsPlace() throws Throwable {
    Point each = weave.see("Sample#run", "before throw");
    Point second = weave.point("Sample#run", "before throw 2");
    Compiled compiled = weave.compile(RAISES);
    assertThat(compiled.call("run", 1)).isEqualTo("caught one");
    assertThat(Seen.HITS).hasSize(1);
    assertThat((Exception) Seen.HITS.get(0).get("exception")).hasMessage("one");
    arm(second, "throw(java.lang.IllegalStateException, \"other\")");
    assertThat(compiled.call("run", 2)).isEqualTo("caught other");
    assertThat(each.state().word()).isEqualTo("woven");
    arm(second, "return(\"instead\")");
    assertThat(compiled.call("run", 2)).isEqualTo("instead");
  }

  @Test
  void aMethodThatThrowsNothingItselfSaysSo() throws Throwable {
    Point point = weave.see("Sample#run", "before throw");
    weave.compile("class Sample { static void run() { System.gc(); } }");
    assertThat(missing(point)).contains("has no throw of its own");
    assertThat(point.state().nearest()).containsExactly("throw");
  }

  @Test
  void arraysAreMadeWhereNewSaysAndAreAtHandAfterwards() throws Throwable {
    Point before = weave.see("Sample#run", "before new boolean[]");
    weave.see("Sample#run", "after new java.lang.*[]");
    weave.see("Sample#run", "after new long[][] 1");
    Point all = weave.see("Sample#run", "after new **[]");
    Point none = weave.see("Sample#run", "after new char[]");
    weave
        .compile(
            "class Sample { static void run(int size) {"
                + " int[] a = new int[size]; Object b = new String[size];"
                + " Object c = new long[size][2]; Object d = new Runnable[size][];"
                + " Object e = new boolean[size]; } }")
        .call("run", 3);
    assertThat(Seen.HITS.remove(7)).containsEntry("point", before.name());
    assertThat(Seen.HITS)
        .extracting(hit -> hit.get("result"))
        .hasExactlyElementsOfTypes(
            int[].class,
            String[].class,
            String[].class,
            long[][].class,
            long[][].class,
            Runnable[][].class,
            Runnable[][].class,
            boolean[].class);
    assertThat(all.state().word()).isEqualTo("woven");
    assertThat(missing(none))
        .endsWith(
            "run(int) makes no char[]; it makes int[], java.lang.String[], long[][],"
                + " java.lang.Runnable[][], boolean[]");
  }

  @Test
  void aFieldWrittenBeforeSuperIsToldAsTooEarly() throws Throwable {
    Point point = weave.see("Sample$Inner#<init>", "after write Sample$Inner#this$0");
    Compiled compiled =
        weave.compile(
            "class Sample { int a; class Inner { int b = a; }"
                + " static Object run() { return new Sample().new Inner(); } }");
    compiled.call("run");
    assertThat(missing(point)).contains("only before super(..)");
  }
}
