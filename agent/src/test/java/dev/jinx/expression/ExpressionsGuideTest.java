package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.guide.Guide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.jexl3.parser.JexlNode;
import org.junit.jupiter.api.Test;

/** The guide has every variable and every operator of expressions, and no other. */
class ExpressionsGuideTest {
  private static final Guide PAGE = Guide.page("expressions.md");
  private static final List<Guide.Row> VARIABLES = PAGE.table("| name | is |");
  private static final List<Guide.Row> EXAMPLES = PAGE.table("| expression | says |");
  private static final Guide NETWORK = Guide.page("network.md").section("Selectors");

  @Test
  void everyVariableAtMethodsIsThere() {
    assertThat(Guide.names(VARIABLES))
        .containsExactlyInAnyOrderElementsOf(Variables.OF_METHODS.names());
  }

  @Test
  void everyVariableOnConnectionsIsThere() {
    List<String> own = new ArrayList<>(Variables.OF_CONNECTIONS.names());
    own.removeAll(Variables.OF_METHODS.names());
    assertThat(Guide.names(NETWORK.table("| name | is |")))
        .containsExactlyInAnyOrderElementsOf(own);
    assertThat(NETWORK.code()).containsAll(Variables.OF_CONNECTIONS.names());
    assertThat(PAGE.section("Variables").code()).containsAll(own);
  }

  @Test
  void everyPropertyOfAThreadIsThere() {
    List<String> shown = new ArrayList<>();
    for (Guide.Row row : VARIABLES) {
      if (row.names().contains("thread")) {
        row.code(1).forEach(name -> shown.add(name.replace("thread.", "")));
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(ThreadFacts.NAMES);
  }

  @Test
  void everyExampleIsTaken() throws ExpressionException {
    JexlExpressions expressions = new JexlExpressions(type -> {});
    for (String example : Guide.names(EXAMPLES)) {
      expressions.capture(Map.of("x", example), false);
    }
  }

  /** An operator is shown in an example, or listed behind one: {@code + - * / %}. */
  @Test
  void everyOperatorIsThere() throws ExpressionException {
    Set<String> shown = new TreeSet<>();
    for (String example : Guide.names(EXAMPLES)) {
      add(Grammar.read(new Source("", example)), shown);
    }
    for (Guide.Row row : EXAMPLES) {
      for (String listed : row.code(1)) {
        for (String operator : listed.split(" ")) {
          addOperator(operator, shown);
        }
      }
    }
    List<String> known = new ArrayList<>();
    OperatorTable.nodes().forEach(node -> known.add(node.getSimpleName()));
    assertThat(known).hasSizeGreaterThan(30);
    assertThat(shown).containsAll(known);
  }

  private static void addOperator(String operator, Set<String> to) {
    for (String use : List.of("1 " + operator + " 2", operator + " 1")) {
      try {
        add(Grammar.read(new Source("", use)), to);
      } catch (ExpressionException notThisWay) {
        // An operator stands between two values, or before one, or in both places.
      }
    }
  }

  private static void add(JexlNode node, Set<String> to) {
    to.add(node.getClass().getSimpleName());
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      add(node.jjtGetChild(i), to);
    }
  }
}
