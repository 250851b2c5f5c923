package dev.jinx.instrumentation;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Primitive types and the classes that box them. */
final class Boxes {
  private Boxes() {}

  /** The class that boxes it; null for references and void. */
  static @Nullable String of(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
        return "java/lang/Boolean";
      case Type.BYTE:
        return "java/lang/Byte";
      case Type.CHAR:
        return "java/lang/Character";
      case Type.SHORT:
        return "java/lang/Short";
      case Type.INT:
        return "java/lang/Integer";
      case Type.LONG:
        return "java/lang/Long";
      case Type.FLOAT:
        return "java/lang/Float";
      case Type.DOUBLE:
        return "java/lang/Double";
      default:
        return null;
    }
  }

  /** Turns the object on the stack into a value of that type, and returns it. */
  static void returnAs(MethodVisitor to, Type type) {
    String box = of(type);
    if (type.getSort() == Type.VOID) {
      to.visitInsn(Opcodes.POP);
    } else if (box != null) {
      to.visitTypeInsn(Opcodes.CHECKCAST, box);
      to.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          box,
          type.getClassName() + "Value",
          "()" + type.getDescriptor(),
          false);
    } else {
      to.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
    }
    to.visitInsn(type.getOpcode(Opcodes.IRETURN));
  }
}
