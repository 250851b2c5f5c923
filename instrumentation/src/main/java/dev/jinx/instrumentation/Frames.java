package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * What the verifier knows at the present instruction, so that a branch woven there can carry the
 * frame it needs, and so that only arguments are passed that are still in their slots. Class files
 * older than 51 need no frames and are not tracked.
 */
final class Frames {
  private final @Nullable AnalyzerAdapter state;
  private final Object[] declared;
  private final Object[] lasting;

  Frames(
      @Nullable AnalyzerAdapter state, String owner, int access, String name, String descriptor) {
    this.state = state;
    this.declared = declared(owner, access, descriptor);
    this.lasting = declared.clone();
  }

  private static Object[] declared(String owner, int access, String descriptor) {
    List<Object> slots = new ArrayList<>();
    if ((access & Opcodes.ACC_STATIC) == 0) {
      slots.add(owner);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      slots.add(kind(type));
      if (type.getSize() == 2) {
        slots.add(Opcodes.TOP);
      }
    }
    return slots.toArray();
  }

  /** What the verifier calls a value of the type. */
  private static Object kind(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
      case Type.ARRAY:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  /** Whether code here can be reached at all. */
  boolean isReachable() {
    return state == null || state.locals != null;
  }

  /** Whether no operands lie on the stack; taken for granted where it is not tracked. */
  boolean isStackEmpty() {
    return state == null || state.stack == null || state.stack.isEmpty();
  }

  /** Whether the slot holds a value of the type's kind. */
  boolean has(int slot, Type type) {
    if (state == null || state.locals == null || slot >= state.locals.size()) {
      return false;
    }
    Object value = state.locals.get(slot);
    if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
      return value instanceof String || value == Opcodes.NULL;
    }
    return value.equals(kind(type));
  }

  /** Looks at the argument slots; whatever does not last is kept out of a handler's frame. */
  void look() {
    if (state == null || state.locals == null) {
      return;
    }
    for (int i = 0; i < lasting.length; i++) {
      Object now = i < state.locals.size() ? state.locals.get(i) : Opcodes.TOP;
      if (now.equals(declared[i]) || now == Opcodes.NULL && declared[i] instanceof String) {
        continue;
      }
      if (!(now instanceof String) || !(lasting[i] instanceof String)) {
        lasting[i] = Opcodes.TOP;
      } else {
        lasting[i] = "java/lang/Object";
      }
    }
  }

  /** Whether the slot holds its argument in a handler of the whole method. */
  boolean lasts(int slot) {
    return state != null && lasting[slot] != Opcodes.TOP;
  }

  /** The frame at this place, to be written later where a branch from here arrives. */
  Object @Nullable [][] here() {
    if (state == null || state.locals == null) {
      return null;
    }
    return new Object[][] {state.locals.toArray(), state.stack.toArray()};
  }

  /** Writes a frame that {@link #here} gave. */
  void write(MethodVisitor to, Object @Nullable [][] frame) {
    if (frame != null) {
      Object[] locals = compact(frame[0]);
      Object[] stack = compact(frame[1]);
      to.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
  }

  /** Writes the frame of a handler that covers the whole method. */
  void writeHandler(MethodVisitor to) {
    if (state != null) {
      Object[] locals = compact(lasting);
      to.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    }
  }

  /** Frames name a long or double once; the tracked state has a second slot for it. */
  private static Object[] compact(Object[] slots) {
    Object[] compact = new Object[slots.length];
    int size = 0;
    for (int i = 0; i < slots.length; i++) {
      compact[size++] = slots[i];
      if (slots[i] == Opcodes.LONG || slots[i] == Opcodes.DOUBLE) {
        i++;
      }
    }
    return Arrays.copyOf(compact, size);
  }
}
