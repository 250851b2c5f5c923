package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the calls of the sites of one method. */
final class Hooks {
  static final Type THROWABLE = Type.getObjectType("java/lang/Throwable");

  private static final String CONSTRUCTS = "a constructor must construct";
  private static final String HOLDS =
      "it may hold the monitor of a synchronized block there, which would stay locked";

  private final MethodVisitor to;
  private final MethodPlan plan;
  private final Frames frames;
  private final Caller caller;
  private final String owner;
  private final Locals locals;
  private final List<String> arguments;

  Hooks(MethodVisitor to, MethodPlan plan, Frames frames, Caller caller, String owner) {
    this.to = to;
    this.plan = plan;
    this.frames = frames;
    this.caller = caller;
    this.owner = owner;
    this.locals = new Locals(plan, frames);
    this.arguments = plan.variables.arguments();
  }

  /**
   * Writes the call of a point's site.
   *
   * @param atHand the type of the value on the stack that is to be passed, or null
   * @param monitor whether a monitor may be held
   */
  void call(Planned planned, @Nullable Type atHand, boolean monitor) {
    Position.Kind kind = planned.position().kind();
    boolean thrown = kind == Position.Kind.THROW || kind == Position.Kind.BEFORE_THROW;
    Shape.AtHand what =
        atHand == null
            ? Shape.AtHand.NOTHING
            : thrown ? Shape.AtHand.EXCEPTION : Shape.AtHand.RESULT;
    String stays = plan.method.isConstructor() ? CONSTRUCTS : monitor ? HOLDS : null;
    List<Caller.Value> values = values(kind, atHand);
    Site site = plan.site(planned.point, what, stays, addLocals(kind, values));
    Caller.Answer answer =
        stays == null ? new Leave(frames, Type.getReturnType(plan.method.descriptor)) : GoOn.ALWAYS;
    caller.call(to, site, kind.identifier(), values, answer);
  }

  /** The next instruction is there. */
  void instruction() {
    locals.next();
  }

  /** Stack that values take besides what is at hand and the arguments. */
  int stackOfLocals() {
    return locals.most();
  }

  private List<Caller.Value> values(Position.Kind kind, @Nullable Type atHand) {
    List<Caller.Value> values = new ArrayList<>();
    if (atHand != null) {
      values.add(new Caller.Value(atHand, Caller.Value.AT_HAND));
    }
    int slot = 0;
    if ((plan.method.access & Opcodes.ACC_STATIC) == 0) {
      values.add(value(Type.getObjectType(owner), slot++, kind));
    }
    for (Type type : Type.getArgumentTypes(plan.method.descriptor)) {
      values.add(value(type, slot, kind));
      slot += type.getSize();
    }
    return values;
  }

  /** Adds local variables to the values; answers the names of arguments and variables. */
  private List<String> addLocals(Position.Kind kind, List<Caller.Value> values) {
    int room = kind.isInside() ? caller.room(plan.method.descriptor) : 0;
    List<Variables.Variable> here = room > 0 ? locals.here(room) : List.of();
    if (here.isEmpty()) {
      return arguments;
    }
    List<String> names = new ArrayList<>(arguments);
    int count = Type.getArgumentTypes(plan.method.descriptor).length;
    while (names.size() < count) {
      names.add("");
    }
    for (Variables.Variable variable : here) {
      names.add(variable.name);
      values.add(new Caller.Value(variable.type, variable.slot));
    }
    return names;
  }

  private Caller.Value value(Type type, int slot, Position.Kind kind) {
    boolean present;
    if (kind == Position.Kind.THROW) {
      present = frames.lasts(slot);
    } else {
      present =
          kind == Position.Kind.ENTRY && !plan.method.isConstructor() || frames.has(slot, type);
    }
    return new Caller.Value(type, present ? slot : Caller.Value.ABSENT);
  }
}
