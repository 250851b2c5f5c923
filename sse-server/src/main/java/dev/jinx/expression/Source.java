package dev.jinx.expression;

import dev.jinx.bootstrap.ExpressionException;
import org.apache.commons.jexl3.parser.JexlNode;

/** The text of an expression, and where in it something is. */
record Source(String name, String text) {
  /** The longest expression, in characters. */
  static final int LONGEST = 4_096;

  ExpressionException error(int column, String reason) {
    return new ExpressionException(name, Math.max(1, Math.min(column, text.length())), reason);
  }

  /** The column, from 1 over all lines, of a place that the parser gives by line and column. */
  int column(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return start + Math.max(1, column);
  }

  /** Where the node begins: an operator's own place is behind that of its first operand. */
  int column(JexlNode node) {
    JexlNode first = node;
    int least = column(node.getLine(), node.getColumn());
    while (first.jjtGetNumChildren() > 0) {
      first = first.jjtGetChild(0);
      least = Math.min(least, column(first.getLine(), first.getColumn()));
    }
    return least;
  }

  /** Where the name stands that the parser has gone past when it made the node. */
  int columnOfName(JexlNode node, String name) {
    int past = column(node.getLine(), node.getColumn());
    int at = text.lastIndexOf(name, past - 1);
    return at < 0 ? past : at + 1;
  }
}
