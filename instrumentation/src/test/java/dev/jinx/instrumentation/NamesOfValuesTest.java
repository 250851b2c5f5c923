package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Arguments and local variables that sites pass by name. */
class NamesOfValuesTest {
  private static final String SOURCE =
      """
      class Sample {
        static String run(String peer, long term) {
          int count = 3;
          double part;
          String late = null;
          if (term > 5) {
            long twice = term * 2;
            part = twice / 4.0;
            count++;
          }
          char c = 'x';
          for (int i = 0; i < 1; i++) {
            Object[] made = {peer, c};
            count += made.length;
          }
          late = Integer.toString(count);
          return late;
        }
        String own(int a, boolean b) {
          float f = a;
          return String.valueOf(f);
        }
        static String call() {
          return new Sample().own(1, true);
        }
      }
      """;

  private Weave weave = new Weave();
  private final List<Map<String, Object>> seen = new ArrayList<>();

  private Point see(String method, String at) {
    Point point = weave.point(method, at);
    Weave.arm(point, "off", Seeing.condition(hit -> seen.add(new TreeMap<>(hit.locals()))));
    return point;
  }

  private Map<String, Object> at(String position, String... options) throws Throwable {
    seen.clear();
    weave = new Weave();
    see("Sample#run", position);
    assertThat(weave.compile(SOURCE, options).call("run", "n2", 7L)).isEqualTo("6");
    assertThat(seen).hasSize(1);
    return seen.get(0);
  }

  @Test
  void argumentsHaveTheirNamesAtEveryPosition() throws Throwable {
    for (String end : List.of("entry", "exit")) {
      assertThat(at(end, "-g")).as(end).isEqualTo(Map.of("peer", "n2", "term", 7L));
    }
    assertThat(at("entry", "-g:none", "-parameters")).isEqualTo(Map.of("peer", "n2", "term", 7L));
    assertThat(at("line 9", "-g:lines")).isEmpty();
    assertThat(at("entry", "-g:none")).isEmpty();
  }

  @Test
  void variablesThatAreInScopeAndHaveAValueArePassed() throws Throwable {
    Map<String, Object> inside = at("line 8", "-g");
    assertThat(inside)
        .containsOnlyKeys("peer", "term", "count", "late", "twice")
        .containsEntry("count", 3)
        .containsEntry("late", null)
        .containsEntry("twice", 14L);
    // On one of the ways here 'part' has no value.
    assertThat(at("line 11", "-g")).containsOnlyKeys("peer", "term", "count", "late");
    assertThat(at("line 14", "-g"))
        .containsEntry("c", 'x')
        .containsEntry("i", 0)
        .hasEntrySatisfying("made", made -> assertThat((Object[]) made).hasSize(2));
    assertThat(at("before call java.lang.Integer#toString", "-g"))
        .containsEntry("count", 6)
        .doesNotContainKeys("i", "made", "part");
    assertThat(at("line 9", "-g")).containsEntry("part", 3.5);
  }

  @Test
  void afterACallTheVariableThatGetsItsResultHasItsOldValueStill() throws Throwable {
    assertThat(at("after call java.lang.Integer#toString", "-g")).containsEntry("late", null);
  }

  @Test
  void argumentsOfInstanceMethodsComeAfterThis() throws Throwable {
    see("Sample#own", "before call java.lang.String#valueOf");
    see("Sample#own", "entry");
    weave.compile(SOURCE, "-g").call("call");
    assertThat(seen)
        .containsExactly(Map.of("a", 1, "b", true), Map.of("a", 1, "b", true, "f", 1.0f));
  }

  @Test
  void manyVariablesArePassedUpToABound() throws Throwable {
    StringBuilder source = new StringBuilder("class Sample { static long run() {\n");
    for (int i = 0; i < 200; i++) {
      source.append("  long v").append(i).append(" = ").append(i).append(";\n");
    }
    source.append("return Math.abs(v199); } }");
    see("Sample#run", "before call java.lang.Math#abs");
    assertThat(weave.compile(source.toString(), "-g").call("run")).isEqualTo(199L);
    assertThat(seen.get(0)).hasSize(32).containsEntry("v31", 31L);
  }

  @Test
  void aMethodThatVariablesMakeTooLargePassesItsArgumentsOnly() throws Throwable {
    StringBuilder source = new StringBuilder("class Sample { static int run(int a) {\n");
    for (int i = 0; i < 40; i++) {
      source.append("  long v").append(i).append(" = ").append(i).append(";\n");
    }
    for (int i = 0; i < 1500; i++) {
      source.append("  a += Math.abs(a);\n");
    }
    source.append(" return a; } }");
    Point point = see("Sample#run", "before call java.lang.Math#abs(int)");
    assertThat(weave.compile(source.toString(), "-g").call("run", 0)).isEqualTo(0);
    assertThat(point.state().word()).isEqualTo("woven");
    assertThat(seen).hasSize(1500).first().isEqualTo(Map.of("a", 0));
  }
}
