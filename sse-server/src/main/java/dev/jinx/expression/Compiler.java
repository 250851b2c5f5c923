package dev.jinx.expression;

import dev.jinx.bootstrap.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.jexl3.parser.ASTAndNode;
import org.apache.commons.jexl3.parser.ASTArrayAccess;
import org.apache.commons.jexl3.parser.ASTArrayLiteral;
import org.apache.commons.jexl3.parser.ASTFalseNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTMethodNode;
import org.apache.commons.jexl3.parser.ASTNotNode;
import org.apache.commons.jexl3.parser.ASTNullLiteral;
import org.apache.commons.jexl3.parser.ASTNullpNode;
import org.apache.commons.jexl3.parser.ASTOrNode;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTReferenceExpression;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.ASTTernaryNode;
import org.apache.commons.jexl3.parser.ASTTrueNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Term} of what the grammar has read. Only what is named here can be in an
 * expression: whatever else JEXL's grammar takes, now or in a later version, is refused.
 */
final class Compiler {
  /** Terms inside terms; an application's thread may have little stack left. */
  private static final int DEEPEST = 100;

  private final Source source;
  private final Reach reach;
  private final Variables variables;
  private int depth;

  Compiler(Source source, Reach reach, Variables variables) {
    this.source = source;
    this.reach = reach;
    this.variables = variables;
  }

  Term compile(JexlNode node) throws ExpressionException {
    if (++depth > DEEPEST) {
      throw source.error(source.column(node), "nested too deeply");
    }
    Term term = term(node);
    depth--;
    return term;
  }

  private Term term(JexlNode node) throws ExpressionException {
    if (node instanceof ASTArrayLiteral) {
      return array(node);
    }
    if (node instanceof JexlNode.Constant<?> constant) {
      Object value = constant.getLiteral();
      return values -> value;
    }
    if (node instanceof ASTTrueNode) {
      return values -> true;
    }
    if (node instanceof ASTFalseNode) {
      return values -> false;
    }
    if (node instanceof ASTNullLiteral) {
      return values -> null;
    }
    if (node instanceof ASTIdentifier identifier && node.getClass() == ASTIdentifier.class) {
      return variable(identifier);
    }
    if (node instanceof ASTReference) {
      return reference(node);
    }
    if (node instanceof ASTReferenceExpression) {
      return compile(node.jjtGetChild(0));
    }
    Term logical = logical(node);
    return logical == null ? operation(node) : logical;
  }

  private Term variable(ASTIdentifier identifier) throws ExpressionException {
    Term term = variables.term(identifier.getName());
    if (term == null) {
      throw source.error(source.column(identifier), variables.refusal(identifier.getName()));
    }
    return term;
  }

  private Term array(JexlNode array) throws ExpressionException {
    Term[] elements = new Term[array.jjtGetNumChildren()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = compile(array.jjtGetChild(i));
    }
    return values -> {
      List<@Nullable Object> list = new ArrayList<>(elements.length);
      for (Term element : elements) {
        list.add(element.value(values));
      }
      return list;
    };
  }

  /** Operators that look at their operands only as far as they have to; null where it is none. */
  private @Nullable Term logical(JexlNode node) throws ExpressionException {
    if (node instanceof ASTAndNode) {
      return chain(node, false);
    }
    if (node instanceof ASTOrNode) {
      return chain(node, true);
    }
    if (node instanceof ASTNotNode) {
      Term operand = compile(node.jjtGetChild(0));
      String what = what(node.jjtGetChild(0));
      return values -> !Operators.truth(operand.value(values), what);
    }
    if (node instanceof ASTTernaryNode) {
      return node.jjtGetNumChildren() == 2 ? either(node) : choice(node);
    }
    return node instanceof ASTNullpNode ? either(node) : null;
  }

  private Term chain(JexlNode node, boolean decides) throws ExpressionException {
    int count = node.jjtGetNumChildren();
    Term[] operands = new Term[count];
    String[] whats = new String[count];
    for (int i = 0; i < count; i++) {
      operands[i] = compile(node.jjtGetChild(i));
      whats[i] = what(node.jjtGetChild(i));
    }
    return values -> {
      for (int i = 0; i < operands.length; i++) {
        if (Operators.truth(operands[i].value(values), whats[i]) == decides) {
          return decides;
        }
      }
      return !decides;
    };
  }

  private Term choice(JexlNode node) throws ExpressionException {
    Term condition = compile(node.jjtGetChild(0));
    Term yes = compile(node.jjtGetChild(1));
    Term no = compile(node.jjtGetChild(2));
    String what = what(node.jjtGetChild(0));
    return values ->
        Operators.truth(condition.value(values), what) ? yes.value(values) : no.value(values);
  }

  /** {@code a ?? b} and {@code a ?: b}: the first that is not null. */
  private Term either(JexlNode node) throws ExpressionException {
    Term first = compile(node.jjtGetChild(0));
    Term second = compile(node.jjtGetChild(1));
    return values -> {
      Object value = first.value(values);
      return value == null ? second.value(values) : value;
    };
  }

  private String what(JexlNode node) {
    return "the operand at column " + source.column(node);
  }

  private Term operation(JexlNode node) throws ExpressionException {
    Operators.Unary unary = OperatorTable.unary(node);
    String where = " (column " + source.column(node) + ")";
    if (unary != null) {
      Term operand = compile(node.jjtGetChild(0));
      return values -> {
        Object value = operand.value(values);
        try {
          return unary.apply(value);
        } catch (Failure e) {
          throw new Failure(e.reason() + where);
        }
      };
    }
    Operators.Binary binary = OperatorTable.binary(node);
    if (binary == null) {
      throw source.error(source.column(node), OperatorTable.refusal(node));
    }
    Term left = compile(node.jjtGetChild(0));
    JexlNode second = node.jjtGetChild(1);
    Term right = OperatorTable.takesPattern(node) ? pattern(second) : compile(second);
    return values -> {
      Object a = left.value(values);
      Object b = right.value(values);
      try {
        return binary.apply(a, b);
      } catch (Failure e) {
        throw new Failure(e.reason() + where);
      }
    };
  }

  /** A pattern that is written down is compiled once, and refused now where it is none. */
  private Term pattern(JexlNode node) throws ExpressionException {
    if (!(node instanceof ASTStringLiteral literal)) {
      return compile(node);
    }
    try {
      Pattern pattern = Pattern.compile(literal.getLiteral());
      return values -> pattern;
    } catch (PatternSyntaxException e) {
      int at = source.column(node) + 1 + Math.max(0, e.getIndex());
      throw source.error(at, "not a regular expression: " + e.getDescription());
    }
  }

  /** A value, and what is reached from it step by step. */
  private Term reference(JexlNode node) throws ExpressionException {
    if (node.jjtGetNumChildren() > DEEPEST) {
      throw source.error(source.column(node), "more than " + DEEPEST + " steps");
    }
    Term term = compile(node.jjtGetChild(0));
    for (int i = 1; i < node.jjtGetNumChildren(); i++) {
      term = step(term, node.jjtGetChild(i));
    }
    return term;
  }

  private Term step(Term from, JexlNode node) throws ExpressionException {
    if (node instanceof ASTArrayAccess) {
      if (node.jjtGetNumChildren() > DEEPEST) {
        throw source.error(source.column(node), "more than " + DEEPEST + " steps");
      }
      Term term = from;
      for (int i = 0; i < node.jjtGetNumChildren(); i++) {
        term = element(term, node.jjtGetChild(i));
      }
      return term;
    }
    if (node instanceof ASTMethodNode) {
      return call(from, node);
    }
    if (node instanceof ASTIdentifierAccess access && !access.isExpression()) {
      String name = access.getName();
      String where = " (column " + source.columnOfName(access, name) + ")";
      return values -> {
        Object target = from.value(values);
        try {
          return reach.property(target, name);
        } catch (Failure e) {
          throw new Failure(e.reason() + where);
        }
      };
    }
    throw source.error(source.column(node), OperatorTable.refusal(node));
  }

  private Term element(Term from, JexlNode node) throws ExpressionException {
    Term index = compile(node);
    String where = " (column " + source.column(node) + ")";
    return values -> {
      Object target = from.value(values);
      Object at = index.value(values);
      try {
        return reach.element(target, at);
      } catch (Failure e) {
        throw new Failure(e.reason() + where);
      }
    };
  }

  private Term call(Term from, JexlNode node) throws ExpressionException {
    if (node.jjtGetNumChildren() != 2
        || !(node.jjtGetChild(0) instanceof ASTIdentifierAccess access)
        || access.isExpression()) {
      throw source.error(source.column(node), "only methods can be called");
    }
    JexlNode list = node.jjtGetChild(1);
    Term[] arguments = new Term[list.jjtGetNumChildren()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = compile(list.jjtGetChild(i));
    }
    String name = access.getName();
    String where = " (column " + source.columnOfName(access, name) + ")";
    return values -> {
      Object target = from.value(values);
      @Nullable Object[] given = new Object[arguments.length];
      for (int i = 0; i < given.length; i++) {
        given[i] = arguments[i].value(values);
      }
      try {
        return reach.call(target, name, given);
      } catch (Failure e) {
        throw new Failure(e.reason() + where);
      }
    };
  }
}
