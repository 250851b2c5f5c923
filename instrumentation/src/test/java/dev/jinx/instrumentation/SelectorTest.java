package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.B#c | a.B | c | ()V | true",
        "a.B#c | a.B | c | (JLjava/lang/String;)I | true",
        "a.B#c | a.B | d | ()V | false",
        "a.B#c | a.C | c | ()V | false",
        "a.B#c(..) | a.B | c | (J)V | true",
        "a.B#c() | a.B | c | ()V | true",
        "a.B#c() | a.B | c | (J)V | false",
        "a.B#c(long) | a.B | c | (J)V | true",
        "a.B#c(long) | a.B | c | (I)V | false",
        "'a.B#c(long, java.lang.String)' | a.B | c | (JLjava/lang/String;)V | true",
        "a.B#c(String) | a.B | c | (Ljava/lang/String;)V | true",
        "a.B#c(String...) | a.B | c | ([Ljava/lang/String;)V | true",
        "a.B#c(byte[][]) | a.B | c | ([[B)V | true",
        "a.B#c(java.util.Map.Entry) | a.B | c | (Ljava/util/Map$Entry;)V | true",
        "a.B#c(java.util.Map$Entry) | a.B | c | (Ljava/util/Map$Entry;)V | true",
        "'a.B#c(int, ..)' | a.B | c | (IJJ)V | true",
        "'a.B#c(int, ..)' | a.B | c | (JJ)V | false",
        "'a.B#c(*, int)' | a.B | c | (JI)V | true",
        "a.B#c(J)V | a.B | c | (J)V | true",
        "a.B#c(J)V | a.B | c | (J)I | false",
        "a.B$D#c | a.B$D | c | ()V | true",
        "a.*#c | a.B | c | ()V | true",
        "a.*#c | a.b.C | c | ()V | false",
        "a.**#c | a.b.C | c | ()V | true",
        "**Service#handle* | x.y.OrderService | handleOrder | ()V | true",
        "a.B#* | a.B | <init> | ()V | false",
        "a.B#<init> | a.B | <init> | (I)V | true",
        "a.B#<clinit> | a.B | <clinit> | ()V | true"
      })
  void aSelectorMeansTheseMethods(
      String selector, String type, String method, String descriptor, boolean meant)
      throws Exception {
    Selector parsed = Selector.parse(selector);
    assertThat(parsed.matchesClass(type) && parsed.matchesMethod(method, descriptor))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.B | 4 | and a method are missing",
        "a.B.c() | 8 | and a method are missing",
        "#c | 1 | the class is missing",
        "a.B# | 5 | the method is missing",
        "a/B#c | 2 | packages are divided by",
        "a..B#c | 3 | cannot stand in a class name",
        "a.B#c( | 7 | is missing",
        "a.B#c(long | 11 | is missing",
        "a.B#c(long,) | 12 | a type is missing",
        "'a.B#c(.., long)' | 7 | can only be the last",
        "a.B#c(List<String>) | 7 | types are erased",
        "a.B#c(Q)V | 6 | no JVM descriptor",
        "a.B#<new> | 5 | constructors are #<init>",
        "a.*+#c | 4 | do not go together",
        "a.B# c | 5 | cannot stand in a method name"
      })
  void aWrongSelectorIsRefusedWithColumnAndReason(String selector, int column, String reason) {
    assertThatThrownBy(() -> Selector.parse(selector))
        .isInstanceOfSatisfying(
            SelectorException.class,
            wrong -> {
              assertThat(wrong).hasMessageContaining(reason);
              assertThat(wrong.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "java.net.Socket#connect, true",
    "sun.nio.ch.*Impl#write, true",
    "java.**#close, true",
    "**#close, false",
    "*#close, false",
    "**Service#handle, false"
  })
  void aWildcardBeforeTheFirstDotDoesNotMeanTheJdk(String selector, boolean reaches)
      throws Exception {
    assertThat(Selector.parse(selector).reachesJdk()).isEqualTo(reaches);
  }
}
