package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Woven;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Why a point is not in the methods that it selects: they have no such place. */
final class MissingPlace {
  private static final int MOST_LISTED = 5;

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
    int places = 0;
    for (MethodPlan plan : looked) {
      places = Math.max(places, plan.places(planned.point));
    }
    return places > 0 ? tooFew(position, places) : none(position);
  }

  private Woven tooFew(Position position, int places) {
    if (position.number() <= places) {
      String reason = " has '" + position.word() + "' only in code that is never reached";
      return told(methods() + reason, List.of());
    }
    String each = position.each().word();
    String most = looked.size() == 1 ? " has only " : " has at most ";
    String count = places + (places == 1 ? " place '" : " places '") + each + "'";
    return told(methods() + most + count, List.of(each + " " + places));
  }

  private Woven none(Position position) {
    switch (position.kind()) {
      case LINE:
        return line(position.line());
      case BEFORE_CALL:
      case AFTER_CALL:
        return call(position.member());
      case BEFORE_READ:
      case AFTER_READ:
      case BEFORE_WRITE:
      case AFTER_WRITE:
        return access(position.member(), position.kind().isOfWrite());
      case BEFORE_NEW:
      case AFTER_NEW:
        return array(position.member());
      case BEFORE_THROW:
        return told(
            methods() + " has no throw of its own; at 'throw' exceptions leave it, of whomever",
            List.of("throw"));
      case BEFORE_SYNCHRONIZED:
      case AFTER_SYNCHRONIZED:
        return told(methods() + " has no synchronized block" + whole(), List.of());
      default:
        return told(methods() + " never returns normally", List.of());
    }
  }

  private String whole() {
    for (MethodPlan plan : looked) {
      if ((plan.method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        return "; " + plan.method.label() + " is synchronized as a whole, and holds it at 'entry'";
      }
    }
    return "";
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
    Set<String> calls = new LinkedHashSet<>();
    boolean dynamic = false;
    for (CodeLook look : codes()) {
      dynamic |= look.dynamic;
      calls.addAll(look.calls);
    }
    StringBuilder reason = new StringBuilder(methods()).append(" does not call ").append(wanted);
    list(reason, "; it calls ", calls);
    if (dynamic) {
      reason.append("; what it does by invokedynamic (lambdas, concatenations) is not a call");
    }
    return told(reason.toString(), nearest(wanted, calls));
  }

  private Woven access(String wanted, boolean writes) {
    Set<String> fields = new LinkedHashSet<>();
    boolean other = false;
    for (CodeLook look : codes()) {
      fields.addAll(writes ? look.writes : look.reads);
      other |= (writes ? look.reads : look.writes).contains(wanted);
    }
    String verb = writes ? "write" : "read";
    StringBuilder reason = new StringBuilder(methods()).append(" does not ");
    reason.append(verb).append(' ').append(wanted);
    list(reason, "; it " + verb + "s ", fields);
    if (other) {
      reason.append("; it ").append(writes ? "reads" : "writes").append(" that one");
    }
    return told(reason.toString(), nearest(wanted, fields));
  }

  private Woven array(String wanted) {
    Set<String> arrays = new LinkedHashSet<>();
    for (CodeLook look : codes()) {
      arrays.addAll(look.arrays);
    }
    StringBuilder reason = new StringBuilder(methods()).append(" makes no ").append(wanted);
    list(reason, "; it makes ", arrays);
    return told(reason.toString(), Names.nearest(wanted, new ArrayList<>(arrays)));
  }

  private static void list(StringBuilder reason, String what, Set<String> members) {
    int listed = 0;
    for (String member : members) {
      if (listed < MOST_LISTED) {
        reason.append(listed == 0 ? what : ", ").append(member);
      }
      listed++;
    }
    if (listed > MOST_LISTED) {
      reason.append(" and ").append(listed - MOST_LISTED).append(" more");
    }
  }

  /** The same name in another class comes first: the class is that of the variable's type. */
  private static List<String> nearest(String wanted, Set<String> members) {
    int open = wanted.indexOf('(');
    String full = open < 0 ? wanted : wanted.substring(0, open);
    String name = full.substring(full.indexOf('#'));
    List<String> same = new ArrayList<>();
    for (String member : members) {
      if (member.endsWith(name)) {
        same.add(member);
      }
    }
    return same.isEmpty() ? Names.nearest(full, new ArrayList<>(members)) : same;
  }
}
