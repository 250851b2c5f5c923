package dev.jinx.agent;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import dev.jinx.instrumentation.Selector;
import dev.jinx.instrumentation.SelectorException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a point: {@code points.NAME}. */
final class PointKeys {
  private static final List<String> KEYS =
      List.of("method", "at", "enabled", "one_shot", "action", "when", "capture", "parameters");
  private static final List<String> POSITIONS = List.of("entry", "exit", "throw");
  private static final String POSITION_RULE =
      "entry, exit, throw, line 42, before call X#y or after call X#y";

  private PointKeys() {}

  /** All points, in the order of the file; those with problems are left out. */
  static void read(Section points, List<PlannedPoint> into) {
    for (String name : points.names()) {
      if (!Names.valid(name)) {
        points.wrongKey(name, "'" + name + "' is not a point's name; right are " + Names.RULE);
      }
      PlannedPoint planned = point(name, points.section(name).allow(KEYS), points.source(name));
      if (planned != null) {
        into.add(planned);
      }
    }
  }

  private static @Nullable PlannedPoint point(String name, Section keys, String source) {
    Selector selector = selector(keys);
    Position position = position(keys);
    Terms terms = terms(keys);
    Map<String, String> parameters = texts(keys.section("parameters"));
    boolean enabled = keys.flag("enabled", false);
    boolean oneShot = keys.flag("one_shot", false);
    if (oneShot && !enabled) {
      keys.wrong("one_shot", "takes effect only with 'enabled: true'");
    }
    if (keys.text("when") != null) {
      keys.notYet("when");
    }
    if (!texts(keys.section("capture")).isEmpty()) {
      keys.notYet("capture");
    }
    if (selector == null || position == null) {
      return null;
    }
    return new PlannedPoint(
        new Declaration(name, selector.text(), position, terms, parameters, source),
        selector,
        enabled,
        oneShot);
  }

  private static @Nullable Selector selector(Section keys) {
    Value text = keys.text("method");
    if (text == null) {
      if (!keys.has("method") && !keys.isWrong()) {
        keys.missing("method", "such as 'method: com.acme.Store#commit'");
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

  private static @Nullable Position position(Section keys) {
    Value text = keys.text("at");
    if (text == null) {
      return keys.has("at") ? null : Position.ENTRY;
    }
    Position position = Position.of(text.text);
    if (position != null) {
      return position;
    }
    if (isLater(text.text)) {
      keys.wrong(
          "at",
          "'" + text.text + "' is not there yet in this version; there are entry, exit and throw");
    } else {
      String hint = Names.hint(text.text, POSITIONS);
      keys.wrong(
          "at",
          "'"
              + text.text
              + "' is not a position"
              + (hint.isEmpty() ? "; right is " + POSITION_RULE : hint));
    }
    return null;
  }

  /** Whether it has the form of a position whose weaving comes later. */
  private static boolean isLater(String text) {
    if (text.startsWith("line ")) {
      String number = text.substring(5).strip();
      for (int i = 0; i < number.length(); i++) {
        if (number.charAt(i) < '0' || number.charAt(i) > '9') {
          return false;
        }
      }
      return !number.isEmpty();
    }
    int skip = text.startsWith("before call ") ? 12 : text.startsWith("after call ") ? 11 : 0;
    int hash = text.indexOf('#');
    return skip > 0 && hash > skip && hash < text.length() - 1;
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
