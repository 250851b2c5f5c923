package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code enable}: {@code name=terms;name}. What fail-rs and gofail read from their
 * variables in the environment.
 */
final class EnableOption {
  static final String KEY = "enable";

  private final Value option;
  private final Configuration into;
  private final Problems problems;
  private final List<String> names = new ArrayList<>();

  private EnableOption(Value option, Configuration into, Problems problems) {
    this.option = option;
    this.into = into;
    this.problems = problems;
  }

  /** Adds what it names to the points to be enabled; the YAML has been read before. */
  static void read(Options options, Configuration into, Problems problems) {
    Value option = options.get(KEY);
    if (option != null) {
      new EnableOption(option, into, problems).read();
    }
  }

  /**
   * Where that character comes next and belongs neither to a text in quotes nor to what stands in
   * parentheses; the length of the text if nowhere.
   */
  static int next(char wanted, String text, int from) {
    int open = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = quoted(text, at);
      } else if (c == wanted && open == 0) {
        return at;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && open > 0) {
        open--;
      }
    }
    return text.length();
  }

  /** Where the quote that begins there ends. */
  private static int quoted(String text, int begin) {
    int at = begin + 1;
    while (at < text.length() && text.charAt(at) != text.charAt(begin)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private void read() {
    String text = option.text;
    for (int start = 0; start < text.length(); ) {
      int end = next(';', text, start);
      String part = text.substring(start, end).strip();
      if (!part.isEmpty()) {
        read(part);
      }
      start = end + 1;
    }
    if (names.isEmpty() && problems.isEmpty()) {
      problems.add(option.where, "names no point; right is name=terms;name");
    }
  }

  private void read(String part) {
    int equals = part.indexOf('=');
    String name = (equals < 0 ? part : part.substring(0, equals)).strip();
    if (!Names.valid(name)) {
      problems.add(
          option.where,
          "'"
              + name
              + "' is not a point's name; right is name=terms;name, and names are "
              + Names.RULE);
      return;
    }
    if (names.contains(name)) {
      problems.add(option.where, "'" + name + "' is there twice");
      return;
    }
    names.add(name);
    if (equals < 0) {
      add(name, null);
      return;
    }
    String text = part.substring(equals + 1).strip();
    try {
      add(name, Terms.parse(text));
    } catch (TermsException wrong) {
      problems.add(
          option.where,
          name + "=" + text + ": column " + wrong.column() + " of the terms: " + wrong.reason());
    }
  }

  /** In place of what the YAML says of its start, of which parameters and one-shot stay. */
  private void add(String name, @Nullable Terms terms) {
    for (int i = 0; i < into.startup.size(); i++) {
      StartupPoint listed = into.startup.get(i);
      if (listed.name.equals(name)) {
        into.startup.set(
            i, new StartupPoint(name, listed.oneShot, listed.parameters, terms, option.where));
        return;
      }
    }
    boolean oneShot = false;
    for (PlannedPoint planned : into.points) {
      oneShot |= planned.oneShot && planned.declaration.name().equals(name);
    }
    into.startup.add(new StartupPoint(name, oneShot, Map.of(), terms, option.where));
  }
}
