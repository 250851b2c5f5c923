package dev.jinx.expression;

import dev.jinx.bootstrap.ExpressionException;
import java.util.Map;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.JexlNode;
import org.apache.commons.jexl3.parser.Parser;
import org.apache.commons.jexl3.parser.StringProvider;

/** Reads a text by JEXL's grammar, and says in plain words what it does not take. */
final class Grammar {
  /** JEXL's parser takes time that doubles with each bracket inside another. */
  private static final int DEEPEST = 32;

  private static final int DEEPEST_SQUARE = 8;

  private static final JexlFeatures FEATURES =
      new JexlFeatures()
          .script(false)
          .annotation(false)
          .register(false)
          // Read, so that what is wrong with them can be said in our words.
          .pragma(true)
          .lambda(true)
          .fatArrow(true)
          .localVar(true);

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(";", "one expression only"),
          Map.entry("var", "expressions only: no variables"),
          Map.entry("let", "expressions only: no variables"),
          Map.entry("const", "expressions only: no variables"),
          Map.entry("if", "expressions only; there is condition ? value : value"),
          Map.entry("for", "expressions only: no loops"),
          Map.entry("while", "expressions only: no loops"),
          Map.entry("do", "expressions only: no loops"),
          Map.entry("return", "expressions only: the value is returned without a word"),
          Map.entry("throw", "expressions only"),
          Map.entry("try", "expressions only"),
          Map.entry("import", "expressions only: nothing is imported"),
          Map.entry("function", "expressions only: no functions"));

  private Grammar() {}

  /** The one node of the expression. */
  static JexlNode read(Source source) throws ExpressionException {
    if (source.text().isBlank()) {
      throw new ExpressionException(source.name(), 0, "the expression is empty");
    }
    if (source.text().length() > Source.LONGEST) {
      throw source.error(
          Source.LONGEST + 1, "an expression has at most " + Source.LONGEST + " characters");
    }
    checkBrackets(source);
    ASTJexlScript script = parse(source);
    if (script instanceof ASTJexlLambda) {
      throw source.error(1, "lambdas are not allowed");
    }
    if (!script.getPragmas().isEmpty()) {
      throw source.error(source.text().indexOf('#') + 1, "pragmas are not allowed");
    }
    if (script.jjtGetNumChildren() != 1) {
      throw new ExpressionException(source.name(), 0, "the expression is empty");
    }
    return script.jjtGetChild(0);
  }

  private static ASTJexlScript parse(Source source) throws ExpressionException {
    try {
      JexlInfo start = new JexlInfo("expression", 1, 1);
      return new Parser(new StringProvider(";")).parse(start, FEATURES, source.text(), null);
    } catch (JexlException.Feature e) {
      throw source.error(column(source, e), "'" + token(e) + "' is not allowed");
    } catch (JexlException.Assignment e) {
      throw source.error(column(source, e), "assignments are not allowed");
    } catch (JexlException e) {
      throw source.error(column(source, e), reason(token(e)));
    } catch (StackOverflowError e) {
      throw source.error(1, "nested too deeply");
    }
  }

  private static String token(JexlException e) {
    Object detail = e.getDetail();
    return detail == null ? "" : Texts.cut(detail.toString());
  }

  private static int column(Source source, JexlException e) {
    String token = token(e);
    if (token.startsWith("'") || token.startsWith("\"")) {
      // The tokenizer tells where the string was still not at its end.
      return source.text().lastIndexOf(token) + 1;
    }
    JexlInfo at = e.getInfo();
    return at == null ? 1 : source.column(at.getLine(), at.getColumn());
  }

  private static String reason(String token) {
    String known = REASONS.get(token);
    if (known != null) {
      return known;
    }
    if (token.startsWith("@")) {
      return "annotations are not allowed";
    }
    if (token.startsWith("'") || token.startsWith("\"")) {
      return "a string has no end: " + token;
    }
    return token.startsWith("invalid ") ? token : "not an expression at '" + token + "'";
  }

  /** Looks at brackets outside strings, before the parser does. */
  private static void checkBrackets(Source source) throws ExpressionException {
    String text = source.text();
    int depth = 0;
    int squares = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
        continue;
      }
      switch (c) {
        case '\'', '"' -> quote = c;
        case '`' -> throw source.error(i + 1, "templates are not allowed; strings join with +");
        case '{', '}' -> throw source.error(i + 1, "blocks, sets and maps are not allowed");
        case '(' -> depth++;
        case ')' -> depth--;
        case '[' -> squares++;
        case ']' -> squares--;
        default -> {}
      }
      if (depth > DEEPEST || squares > DEEPEST_SQUARE) {
        throw source.error(i + 1, "brackets are nested too deeply");
      }
    }
  }
}
