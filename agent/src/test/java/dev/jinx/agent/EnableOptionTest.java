package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.expression.JexlExpressions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Points that the option {@code enable} names. */
class EnableOptionTest {
  private static final String YAML =
      """
      points:
        commit: { method: a.B#c, enabled: true, one_shot: true, action: pause }
        flush: { method: a.B#d }
      error_injections_at_startup: [ { name: late, one_shot: true, why: x } ]
      """;
  private static final String VARIABLE = "environment variable JINX_ENABLE";

  private final Problems problems = new Problems();

  private Configuration read(String argument, String variable) {
    Options options =
        new Options(argument, problems) {
          @Override
          String environment(String name) {
            return name.equals("JINX_ENABLE") ? variable : null;
          }
        };
    return Configuration.read(
        options, "jinx.yaml", YAML, null, new JexlExpressions(type -> {}), problems);
  }

  private static StartupPoint point(Configuration read, String name) {
    return read.startup.stream().filter(point -> point.name.equals(name)).findFirst().orElseThrow();
  }

  private static String terms(Configuration read, String name) {
    return String.valueOf(point(read, name).terms == null ? null : point(read, name).terms.text());
  }

  @Test
  void namesWithTermsAndNamesAloneAreTaken() {
    Configuration read =
        read("", "commit=2*off->throw(java.io.IOException, \"a;b\"); flush ;new=return(')');");
    assertThat(problems.lines()).isEmpty();
    assertThat(terms(read, "commit")).isEqualTo("2*off->throw(java.io.IOException, \"a;b\")");
    assertThat(terms(read, "flush")).as("those that are declared").isEqualTo("null");
    assertThat(terms(read, "new")).isEqualTo("return(')')");
    assertThat(read.startup).hasSize(4);
    assertThat(point(read, "flush").where).isEqualTo(VARIABLE);
  }

  @Test
  void theFilesParametersAndOneShotStay() {
    Configuration read = read("", "commit=observe;late=sleep(1ms)");
    assertThat(point(read, "commit").oneShot).isTrue();
    assertThat(read.isNamedAtStartup("commit")).isTrue();
    assertThat(read.isNamedAtStartup("flush")).isFalse();
    assertThat(point(read, "late").oneShot).isTrue();
    assertThat(point(read, "late").parameters).isEqualTo(Map.of("why", "x"));
    assertThat(terms(read, "late")).isEqualTo("sleep(1ms)");
    assertThat(read.startup).hasSize(2);
  }

  @Test
  void theAgentArgumentTakesCommasWithinParenthesesAndQuotes() {
    Configuration read =
        read(
            "port=0,enable=commit=throw(java.io.IOException, \"one, two)\")->off;flush,node=n7",
            "late=nonsense");
    assertThat(problems.lines()).isEmpty();
    assertThat(terms(read, "commit")).isEqualTo("throw(java.io.IOException, \"one, two)\")->off");
    assertThat(point(read, "commit").where).isEqualTo("option enable");
    assertThat(read.node).isEqualTo("n7");
    assertThat(terms(read, "late")).as("the argument counts first").isEqualTo("null");
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    String[][] table = {
      {
        "commit=2*retrun(7)",
        "commit=2*retrun(7): column 3 of the terms: no action 'retrun'; did you mean 'return'?"
      },
      {"commit=", "commit=: column 1 of the terms: terms are empty"},
      {"commit=throw(java.io.IOException", "commit=throw(java.io.IOException: column "},
      {"commit;commit=pause", "'commit' is there twice"},
      {"a b=pause", "'a b' is not a point's name; right is name=terms;name"},
      {"=pause", "'' is not a point's name"},
      {";", "names no point; right is name=terms;name"},
      {"commit=pause,flush=pause", "commit=pause,flush=pause: column 6 of the terms: "},
    };
    for (String[] row : table) {
      Problems before = new Problems();
      Options options =
          new Options("", before) {
            @Override
            String environment(String name) {
              return name.equals("JINX_ENABLE") ? row[0] : null;
            }
          };
      Configuration.read(options, "jinx.yaml", YAML, null, new JexlExpressions(type -> {}), before);
      assertThat(before.lines()).as(row[0]).hasSize(1);
      assertThat(before.lines().get(0)).startsWith(VARIABLE + ": " + row[1]);
    }
  }

  @Test
  void aFileThatIsCheckedIsCheckedWithoutIt() {
    assertThat(ReadFile.of("nothing.yaml", new JexlExpressions(type -> {})).startup()).isEmpty();
  }
}
