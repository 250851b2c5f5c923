package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The local variables that sites within a body pass besides the arguments: those that have a name,
 * are in scope, and hold a value of their type as the verifier sees it. Their loads are dead code
 * while the point is disabled, but make the method longer: they are few.
 */
final class Locals {
  private static final int MOST = 32;

  private final MethodPlan plan;
  private final Frames frames;
  private final int first;
  private int instruction = -1;
  private int most;

  Locals(MethodPlan plan, Frames frames) {
    this.plan = plan;
    this.frames = frames;
    int values = Type.getArgumentsAndReturnSizes(plan.method.descriptor) >> 2;
    this.first = (plan.method.access & Opcodes.ACC_STATIC) == 0 ? values : values - 1;
  }

  /** The next instruction. */
  void next() {
    instruction++;
  }

  /**
   * Those at the present instruction.
   *
   * @param room how many slots they may take
   */
  List<Variables.Variable> here(int room) {
    List<Variables.Variable> here = new ArrayList<>();
    int slots = 0;
    if (plan.passesLocals()) {
      for (Variables.Variable variable : plan.variables.at(instruction)) {
        int size = variable.type.getSize();
        if (variable.slot >= first
            && frames.has(variable.slot, variable.type)
            && here.size() < MOST
            && slots + size <= room) {
          here.add(variable);
          slots += size;
        }
      }
    }
    most = Math.max(most, slots);
    return here;
  }

  /** How many slots of the stack they took at most. */
  int most() {
    return most;
  }
}
