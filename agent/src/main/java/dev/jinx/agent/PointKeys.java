package dev.jinx.agent;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import dev.jinx.instrumentation.Planned;
import dev.jinx.instrumentation.Selector;
import dev.jinx.instrumentation.SelectorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a point: {@code points.NAME}. */
final class PointKeys {
  static final List<String> KEYS =
      List.of("method", "at", "enabled", "one_shot", "action", "when", "capture", "parameters");
  static final List<String> PACK_KEYS =
      List.of("method", "at", "action", "when", "capture", "parameters");
  private static final List<String> POSITIONS =
      List.of(
          "entry", "exit", "throw", "before throw", "before synchronized", "after synchronized");

  private final Expressions expressions;

  /** Reads points whose expressions are read by these. */
  PointKeys(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * All points, in the order of the file; those with problems are left out. A name that a pack has
   * declared takes its place, and the keys that the file does not give are the pack's.
   */
  void read(Section points, List<PlannedPoint> into) {
    List<String> packed = names(into);
    for (String name : points.names()) {
      int before = points.problems.count();
      Section keys = section(points, name).allow(KEYS);
      int of = indexOf(name, into);
      if (of < 0) {
        PlannedPoint planned = point(name, keys, points.source(name), before, packed);
        if (planned != null) {
          into.add(planned);
        }
        continue;
      }
      PlannedPoint pack = into.get(of);
      String source = pack.declaration.source() + ", " + points.source(name);
      PlannedPoint planned = point(name, keys.over(pack.keys()), source, before, List.of());
      if (planned != null) {
        into.set(of, planned);
      }
    }
  }

  /** All points of a pack. */
  void readPack(Section points, String pack, List<PlannedPoint> into) {
    for (String name : points.names()) {
      int before = points.problems.count();
      Section keys = section(points, name);
      for (String key : List.of("enabled", "one_shot")) {
        if (keys.has(key)) {
          keys.wrongKey(
              key, "a pack enables nothing: '" + key + "' belongs into the configuration");
        }
      }
      keys.allow(before == points.problems.count() ? PACK_KEYS : KEYS);
      int of = indexOf(name, into);
      if (of >= 0) {
        points.wrongKey(
            name,
            "'"
                + name
                + "' is declared by "
                + into.get(of).declaration.source()
                + " and by "
                + pack
                + "; right is one of them");
        continue;
      }
      PlannedPoint planned = point(name, keys, pack, before, List.of());
      if (planned != null) {
        into.add(planned);
      }
    }
  }

  private static Section section(Section points, String name) {
    if (!Names.valid(name)) {
      points.wrongKey(name, "'" + name + "' is not a point's name; right are " + Names.RULE);
    }
    return points.section(name);
  }

  private static int indexOf(String name, List<PlannedPoint> points) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).declaration.name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> names(List<PlannedPoint> points) {
    List<String> names = new ArrayList<>();
    for (PlannedPoint point : points) {
      names.add(point.declaration.name());
    }
    return names;
  }

  /**
   * @param others names that may be meant where nothing says which method
   */
  private @Nullable PlannedPoint point(
      String name, Section keys, String source, int before, List<String> others) {
    Value method = keys.text("method");
    boolean onConnections = method != null && Declaration.isOnConnections(method.text);
    Selector selector = selector(keys, method, Names.hint(name, others));
    Position position = position(keys, selector);
    Terms terms = terms(keys);
    Map<String, String> parameters = texts(keys.section("parameters"));
    boolean enabled = keys.flag("enabled", false);
    boolean oneShot = keys.flag("one_shot", false);
    if (oneShot && !enabled) {
      keys.wrong("one_shot", "takes effect only with 'enabled: true'");
    }
    Condition condition = condition(keys, onConnections);
    Capture capture = capture(keys.section("capture"), onConnections);
    if (selector == null || position == null) {
      return null;
    }
    Declaration declaration =
        new Declaration(
            name, selector.text(), position, terms, condition, capture, parameters, source);
    boolean sound = keys.problems.count() == before;
    return new PlannedPoint(declaration, selector, enabled, oneShot, sound, keys);
  }

  private @Nullable Condition condition(Section keys, boolean onConnections) {
    Value text = keys.text("when");
    if (text == null) {
      return null;
    }
    try {
      return expressions.condition(text.text, onConnections);
    } catch (ExpressionException wrong) {
      keys.wrong("when", wrong.column(), "'" + text.text + "': " + wrong.reason());
      return null;
    }
  }

  private @Nullable Capture capture(Section captures, boolean onConnections) {
    Map<String, String> texts = texts(captures);
    for (String name : texts.keySet()) {
      if (!Names.valid(name)) {
        captures.wrongKey(
            name, "'" + name + "' is not a name of a captured value; right are " + Names.RULE);
      }
    }
    if (texts.isEmpty()) {
      return null;
    }
    try {
      return expressions.capture(texts, onConnections);
    } catch (ExpressionException wrong) {
      String text = texts.get(wrong.name());
      captures.wrong(wrong.name(), wrong.column(), "'" + text + "': " + wrong.reason());
      return null;
    }
  }

  private static @Nullable Selector selector(Section keys, @Nullable Value text, String hint) {
    if (text == null) {
      if (!keys.has("method") && !keys.isWrong()) {
        keys.missing("method", "such as 'method: com.acme.Store#commit'" + hint);
      }
      return null;
    }
    try {
      return Selector.parse(text.text);
    } catch (SelectorException wrong) {
      keys.wrong("method", wrong.column(), "'" + text.text + "': " + wrong.getMessage());
      return null;
    }
  }

  private static @Nullable Position position(Section keys, @Nullable Selector selector) {
    Value text = keys.text("at");
    if (text == null) {
      return keys.has("at") ? null : Position.ENTRY;
    }
    Position position = Position.of(text.text);
    if (position == null) {
      String hint = Names.hint(text.text, POSITIONS);
      keys.wrong(
          "at",
          "'"
              + text.text
              + "' is not a position"
              + (hint.isEmpty() ? "; right is " + Position.RULE : hint));
      return null;
    }
    try {
      Planned.member(position);
      if (selector != null) {
        selector.check(position);
      }
      return position;
    } catch (SelectorException wrong) {
      int start = text.text.indexOf(position.member());
      keys.wrong("at", start + wrong.column(), "'" + text.text + "': " + wrong.getMessage());
      return null;
    }
  }

  private static @Nullable Terms terms(Section keys) {
    Value text = keys.text("action");
    if (text == null) {
      return null;
    }
    try {
      return Terms.parse(text.text);
    } catch (TermsException wrong) {
      keys.wrong("action", wrong.column(), "'" + text.text + "': " + wrong.getMessage());
      return null;
    }
  }

  private static Map<String, String> texts(Section section) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.names()) {
      Value value = section.text(name);
      if (value != null) {
        texts.put(name, value.text);
      }
    }
    return Collections.unmodifiableMap(texts);
  }
}
