package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * The places within a body: lines, calls, accesses of fields, throws and monitors. Costs nothing
 * where no point is at such a place.
 */
final class Insides {
  private static final String NONE = "";

  private final MethodPlan plan;
  private final Hooks hooks;
  private final Frames frames;
  private final List<Planned> onLines;

  /** By kind. */
  private final PlacesOfKind[] places = new PlacesOfKind[Position.Kind.count()];

  private final boolean none;
  private final Set<Label> handlers = new HashSet<>();
  private final Monitors monitors = new Monitors();
  private final LinePlaces lines = new LinePlaces();

  Insides(MethodPlan plan, Hooks hooks, Frames frames) {
    this.plan = plan;
    this.hooks = hooks;
    this.frames = frames;
    this.onLines = plan.at(Position.Kind.LINE);
    this.none = !plan.looksInside();
    if (!none) {
      for (Position.Kind kind : Position.Kind.values()) {
        places[kind.ordinal()] = new PlacesOfKind(plan, kind);
      }
    }
  }

  void handler(Label start, Label end, Label handler, @Nullable String type) {
    monitors.block(start, end, handler, type);
    handlers.add(handler);
  }

  void label(Label label) {
    if (!none) {
      monitors.label(label);
      lines.here(handlers.contains(label));
    }
  }

  void line(int number) {
    for (Planned planned : onLines) {
      if (planned.position().line() == number) {
        lines.line(number);
      }
    }
  }

  /** An instruction is next: of the places there, the line's. */
  void before(boolean constructed) {
    if (none) {
      return;
    }
    monitors.before();
    for (int line : lines.beginning(frames.isReachable(), frames.isStackEmpty())) {
      for (Planned planned : onLines) {
        if (planned.position().line() == line) {
          write(planned, null, constructed);
        }
      }
    }
  }

  /** Whether some point is at such places. */
  boolean has(Position.Kind kind) {
    return !none && !places[kind.ordinal()].isEmpty();
  }

  /** A place is next that is told by its kind alone. */
  void at(Position.Kind kind, @Nullable Type atHand, boolean constructed) {
    at(kind, NONE, NONE, NONE, atHand, constructed);
  }

  /**
   * A place is next that is told by a method or field.
   *
   * @param atHand the type of the value on the stack that is passed, or null
   */
  void at(
      Position.Kind kind,
      String owner,
      String name,
      String descriptor,
      @Nullable Type atHand,
      boolean constructed) {
    if (has(kind)) {
      for (Planned planned : places[kind.ordinal()].next(owner, name, descriptor)) {
        if (frames.isReachable()) {
          write(planned, atHand, constructed);
        }
      }
    }
  }

  private void write(Planned planned, @Nullable Type atHand, boolean constructed) {
    if (constructed) {
      hooks.call(planned, atHand, monitors.mayBeHeld());
    } else {
      plan.tooEarly(planned.point);
    }
  }

  /** An instruction without operands was written. */
  void passed(int opcode) {
    if (!none) {
      monitors.passed(opcode);
    }
  }

  void jump(Label to) {
    if (!none) {
      monitors.jump(to);
    }
  }

  /** The instruction that was written is not followed by the next one. */
  void end() {
    monitors.end();
  }

  void branch(Label other, Label[] targets) {
    jump(other);
    for (Label target : targets) {
      jump(target);
    }
    end();
  }
}
