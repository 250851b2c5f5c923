package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Site;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** How a site calls its hook. */
abstract class Caller {
  static final String HOOK = "java/jinx/Hook";

  /**
   * Writes the call and what becomes of its decision.
   *
   * @param position a word for the position that may be the name of a method
   * @param values what to pass; a value at hand (result or exception) is on the stack, is copied,
   *     and comes first
   * @param answer finds the decision on the stack and takes it off
   */
  abstract void call(
      MethodVisitor to, Site site, String position, List<Value> values, Answer answer);

  /** How many slots of values it can take besides those at hand and the arguments. */
  int room(String descriptor) {
    return 0;
  }

  /** What becomes of a decision: null to go on, else to leave the method with a value. */
  interface Answer {
    void write(MethodVisitor to);
  }

  /** A value that a site passes. */
  static final class Value {
    final Type type;

    static final int AT_HAND = -1;

    /** The argument's slot holds something else by now. */
    static final int ABSENT = -2;

    /** The local variable, or {@link #AT_HAND}, or {@link #ABSENT}. */
    final int slot;

    Value(Type type, int slot) {
      this.type = type;
      this.slot = slot;
    }

    boolean isAtHand() {
      return slot == AT_HAND;
    }

    boolean isReference() {
      return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }
  }
}
