package dev.jinx.expression;

import static dev.jinx.expression.Operators.computing;
import static dev.jinx.expression.Operators.ordering;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.parser.ASTAddNode;
import org.apache.commons.jexl3.parser.ASTAssignment;
import org.apache.commons.jexl3.parser.ASTBitwiseAndNode;
import org.apache.commons.jexl3.parser.ASTBitwiseComplNode;
import org.apache.commons.jexl3.parser.ASTBitwiseOrNode;
import org.apache.commons.jexl3.parser.ASTBitwiseXorNode;
import org.apache.commons.jexl3.parser.ASTConstructorNode;
import org.apache.commons.jexl3.parser.ASTDivNode;
import org.apache.commons.jexl3.parser.ASTEQNode;
import org.apache.commons.jexl3.parser.ASTEQSNode;
import org.apache.commons.jexl3.parser.ASTERNode;
import org.apache.commons.jexl3.parser.ASTEWNode;
import org.apache.commons.jexl3.parser.ASTEmptyFunction;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTGENode;
import org.apache.commons.jexl3.parser.ASTGTNode;
import org.apache.commons.jexl3.parser.ASTInstanceOf;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTLENode;
import org.apache.commons.jexl3.parser.ASTLTNode;
import org.apache.commons.jexl3.parser.ASTModNode;
import org.apache.commons.jexl3.parser.ASTMulNode;
import org.apache.commons.jexl3.parser.ASTNENode;
import org.apache.commons.jexl3.parser.ASTNESNode;
import org.apache.commons.jexl3.parser.ASTNEWNode;
import org.apache.commons.jexl3.parser.ASTNRNode;
import org.apache.commons.jexl3.parser.ASTNSWNode;
import org.apache.commons.jexl3.parser.ASTNotInstanceOf;
import org.apache.commons.jexl3.parser.ASTRangeNode;
import org.apache.commons.jexl3.parser.ASTSWNode;
import org.apache.commons.jexl3.parser.ASTShiftLeftNode;
import org.apache.commons.jexl3.parser.ASTShiftRightNode;
import org.apache.commons.jexl3.parser.ASTShiftRightUnsignedNode;
import org.apache.commons.jexl3.parser.ASTSizeFunction;
import org.apache.commons.jexl3.parser.ASTSubNode;
import org.apache.commons.jexl3.parser.ASTSwitchExpression;
import org.apache.commons.jexl3.parser.ASTUnaryMinusNode;
import org.apache.commons.jexl3.parser.ASTUnaryPlusNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Which operator a node of the grammar stands for; a node that is not here is refused. */
final class OperatorTable {
  private static final Map<Class<?>, Operators.Binary> BINARY = new HashMap<>();
  private static final Map<Class<?>, Operators.Unary> UNARY = new HashMap<>();
  private static final Map<Class<?>, String> REFUSED = new HashMap<>();

  static {
    BINARY.put(ASTEQNode.class, Operators::equal);
    BINARY.put(ASTEQSNode.class, Operators::equal);
    BINARY.put(ASTNENode.class, (a, b) -> !Operators.equal(a, b));
    BINARY.put(ASTNESNode.class, (a, b) -> !Operators.equal(a, b));
    BINARY.put(ASTLTNode.class, ordering("<", order -> order < 0));
    BINARY.put(ASTLENode.class, ordering("<=", order -> order <= 0));
    BINARY.put(ASTGTNode.class, ordering(">", order -> order > 0));
    BINARY.put(ASTGENode.class, ordering(">=", order -> order >= 0));
    BINARY.put(ASTERNode.class, Operators::matches);
    BINARY.put(ASTNRNode.class, (a, b) -> !Operators.matches(a, b));
    BINARY.put(ASTSWNode.class, Operators::starts);
    BINARY.put(ASTNSWNode.class, (a, b) -> !Operators.starts(a, b));
    BINARY.put(ASTEWNode.class, Operators::ends);
    BINARY.put(ASTNEWNode.class, (a, b) -> !Operators.ends(a, b));
    BINARY.put(ASTAddNode.class, Operators::add);
    BINARY.put(ASTSubNode.class, computing("-", JexlArithmetic::subtract));
    BINARY.put(ASTMulNode.class, computing("*", JexlArithmetic::multiply));
    BINARY.put(ASTDivNode.class, computing("/", JexlArithmetic::divide));
    BINARY.put(ASTModNode.class, computing("%", JexlArithmetic::mod));
    BINARY.put(ASTBitwiseAndNode.class, computing("&", JexlArithmetic::and));
    BINARY.put(ASTBitwiseOrNode.class, computing("|", JexlArithmetic::or));
    BINARY.put(ASTBitwiseXorNode.class, computing("^", JexlArithmetic::xor));
    BINARY.put(ASTShiftLeftNode.class, computing("<<", JexlArithmetic::shiftLeft));
    BINARY.put(ASTShiftRightNode.class, computing(">>", JexlArithmetic::shiftRight));
    BINARY.put(
        ASTShiftRightUnsignedNode.class, computing(">>>", JexlArithmetic::shiftRightUnsigned));
    BINARY.put(ASTRangeNode.class, computing("..", JexlArithmetic::createRange));
    UNARY.put(ASTUnaryMinusNode.class, Operators::negate);
    UNARY.put(ASTUnaryPlusNode.class, Operators::number);
    UNARY.put(ASTBitwiseComplNode.class, Operators::complement);
    UNARY.put(ASTSizeFunction.class, Operators::size);
    UNARY.put(ASTEmptyFunction.class, Operators::isEmpty);
    REFUSED.put(ASTAssignment.class, "assignments are not allowed; to compare, use ==");
    REFUSED.put(ASTConstructorNode.class, "new is not allowed");
    REFUSED.put(ASTFunctionNode.class, "there are no functions; methods are called on a value");
    REFUSED.put(ASTJexlLambda.class, "lambdas are not allowed");
    REFUSED.put(ASTSwitchExpression.class, "switch is not allowed");
    String type = "instanceof is not allowed; compare value.class.name";
    REFUSED.put(ASTInstanceOf.class, type);
    REFUSED.put(ASTNotInstanceOf.class, type);
  }

  private OperatorTable() {}

  static Operators.@Nullable Binary binary(JexlNode node) {
    return BINARY.get(node.getClass());
  }

  static Operators.@Nullable Unary unary(JexlNode node) {
    return UNARY.get(node.getClass());
  }

  /** The nodes that are operators here. */
  static Set<Class<?>> nodes() {
    Set<Class<?>> nodes = new HashSet<>(BINARY.keySet());
    nodes.addAll(UNARY.keySet());
    return nodes;
  }

  /** Whether text at its right is a regular expression. */
  static boolean takesPattern(JexlNode node) {
    return node instanceof ASTERNode || node instanceof ASTNRNode;
  }

  /** Why an expression cannot have this. */
  static String refusal(JexlNode node) {
    String known = REFUSED.get(node.getClass());
    if (known != null) {
      return known;
    }
    String kind = node.getClass().getSimpleName().replaceFirst("^AST", "");
    boolean assigns = kind.startsWith("Set") || kind.contains("crement");
    return assigns ? "assignments are not allowed" : kind + " is not allowed";
  }
}
