package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/** The places within a body: lines and calls. Costs nothing where no point is at such a place. */
final class Insides {
  private final MethodPlan plan;
  private final Hooks hooks;
  private final Frames frames;
  private final List<Planned> onLines;
  private final List<Planned> beforeCalls;
  private final List<Planned> afterCalls;
  private final boolean none;
  private final Set<Label> handlers = new HashSet<>();
  private final Monitors monitors = new Monitors();
  private final LinePlaces lines = new LinePlaces();

  Insides(MethodPlan plan, Hooks hooks, Frames frames) {
    this.plan = plan;
    this.hooks = hooks;
    this.frames = frames;
    this.onLines = plan.at(Position.Kind.LINE);
    this.beforeCalls = plan.at(Position.Kind.BEFORE_CALL);
    this.afterCalls = plan.at(Position.Kind.AFTER_CALL);
    this.none = !plan.looksInside();
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

  void beforeCall(String owner, String name, String descriptor, boolean constructed) {
    if (!beforeCalls.isEmpty() && frames.isReachable()) {
      for (Planned planned : plan.calling(beforeCalls, owner, name, descriptor)) {
        write(planned, null, constructed);
      }
    }
  }

  void afterCall(String owner, String name, String descriptor, boolean constructed) {
    if (!afterCalls.isEmpty() && frames.isReachable()) {
      Type result = Type.getReturnType(descriptor);
      for (Planned planned : plan.calling(afterCalls, owner, name, descriptor)) {
        write(planned, result.getSort() == Type.VOID ? null : result, constructed);
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
