package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Site;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * An {@code invokedynamic} with the primitive types as they are and references as {@code Object}:
 * naming their classes would make the JVM load them at the first call, also those that are not
 * there and never needed.
 */
final class DynamicCaller extends Caller {
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          HOOK,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;",
          false);

  /** Method handles take fewer values than methods; some room is left for what they add. */
  private static final int MOST_SLOTS = 240;

  /** Whether the arguments of such a method are few enough to be passed one by one. */
  static boolean takes(String descriptor) {
    return Type.getArgumentsAndReturnSizes(descriptor) >> 2 <= MOST_SLOTS;
  }

  @Override
  int room(String descriptor) {
    // Two slots for what is at hand.
    return MOST_SLOTS - 2 - (Type.getArgumentsAndReturnSizes(descriptor) >> 2);
  }

  @Override
  void call(MethodVisitor to, Site site, String position, List<Value> values, Answer answer) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Value value : values) {
      push(to, value);
      descriptor.append(value.isReference() ? "Ljava/lang/Object;" : value.type.getDescriptor());
    }
    to.visitInvokeDynamicInsn(
        position, descriptor.append(")Ljava/lang/Object;").toString(), LINK, site.id());
    answer.write(to);
  }

  private static void push(MethodVisitor to, Value value) {
    if (value.isAtHand()) {
      // It is the first to be passed: nothing lies on it yet.
      to.visitInsn(value.type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
    } else if (value.slot >= 0) {
      to.visitVarInsn(value.type.getOpcode(Opcodes.ILOAD), value.slot);
    } else {
      to.visitInsn(zero(value.type));
    }
  }

  private static int zero(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LCONST_0;
      case Type.DOUBLE:
        return Opcodes.DCONST_0;
      case Type.FLOAT:
        return Opcodes.FCONST_0;
      case Type.OBJECT:
      case Type.ARRAY:
        return Opcodes.ACONST_NULL;
      default:
        return Opcodes.ICONST_0;
    }
  }
}
