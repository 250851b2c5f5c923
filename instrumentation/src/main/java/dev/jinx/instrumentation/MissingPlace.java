package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Woven;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Why a point is not in the methods that it selects: they have no such place. */
final class MissingPlace {
  private static final int MOST_CALLS = 5;

  private final Map<String, CodeLook> code;
  private final String className;
  private final @Nullable ClassLoader loader;
  private final Planned planned;
  private final List<MethodPlan> looked;

  /**
   * @param looked the selected methods, at least one
   */
  MissingPlace(
      ClassReader reader,
      String className,
      @Nullable ClassLoader loader,
      Planned planned,
      List<MethodPlan> looked) {
    this.code = CodeLook.all(reader);
    this.className = className;
    this.loader = loader;
    this.planned = planned;
    this.looked = looked;
  }

  Woven tell() {
    Position position = planned.position();
    for (MethodPlan plan : looked) {
      if (plan.isTooEarly(planned.point)) {
        return told(
            plan.method.label()
                + " has '"
                + position.word()
                + "' only before super(..) or this(..) has returned, where nothing is woven",
            List.of());
      }
    }
    switch (position.kind()) {
      case LINE:
        return line(position.line());
      case BEFORE_CALL:
      case AFTER_CALL:
        return call(position.call());
      default:
        return told(methods() + " never returns normally", List.of());
    }
  }

  private Woven told(String reason, List<String> nearest) {
    return Woven.missing(className, loader, "is loaded, but " + reason, nearest);
  }

  private String methods() {
    return looked.size() == 1
        ? looked.get(0).method.label()
        : "each of the " + looked.size() + " methods that it selects";
  }

  private List<CodeLook> codes() {
    List<CodeLook> codes = new ArrayList<>();
    for (MethodPlan plan : looked) {
      CodeLook look = code.get(plan.method.name + plan.method.descriptor);
      if (look != null) {
        codes.add(look);
      }
    }
    return codes;
  }

  private Woven line(int line) {
    List<String> nearest = new ArrayList<>();
    boolean any = false;
    for (CodeLook look : codes()) {
      any |= !look.lines.isEmpty();
      for (int near : look.around(line)) {
        nearest.add("line " + near);
      }
    }
    if (!any) {
      return told("it was compiled without line numbers", List.of());
    }
    StringBuilder reason =
        new StringBuilder(methods()).append(" has no code on line ").append(line);
    for (int i = 0; i < nearest.size(); i++) {
      reason
          .append(i == 0 ? "; the nearest lines with code are " : ", ")
          .append(nearest.get(i).substring("line ".length()));
    }
    for (CodeLook look : code.values()) {
      if (look.lines.contains(line)) {
        reason.append("; line ").append(line).append(" is in ").append(look.label);
      }
    }
    return told(reason.toString(), nearest);
  }

  private Woven call(String wanted) {
    List<String> calls = new ArrayList<>();
    boolean dynamic = false;
    for (CodeLook look : codes()) {
      dynamic |= look.dynamic;
      for (String call : look.calls) {
        if (!calls.contains(call)) {
          calls.add(call);
        }
      }
    }
    StringBuilder reason = new StringBuilder(methods()).append(" does not call ").append(wanted);
    for (int i = 0; i < calls.size() && i < MOST_CALLS; i++) {
      reason.append(i == 0 ? "; it calls " : ", ").append(calls.get(i));
    }
    if (calls.size() > MOST_CALLS) {
      reason.append(" and ").append(calls.size() - MOST_CALLS).append(" more");
    }
    if (dynamic) {
      reason.append("; what it does by invokedynamic (lambdas, concatenations) is not a call");
    }
    return told(reason.toString(), nearestCalls(wanted, calls));
  }

  /** The same method of another class comes first: the class is that of the variable's type. */
  private static List<String> nearestCalls(String wanted, List<String> calls) {
    int open = wanted.indexOf('(');
    String name = open < 0 ? wanted : wanted.substring(0, open);
    String method = name.substring(name.indexOf('#'));
    List<String> same = new ArrayList<>();
    for (String call : calls) {
      if (call.endsWith(method)) {
        same.add(call);
      }
    }
    return same.isEmpty() ? Names.nearest(name, calls) : same;
  }
}
