package dev.jinx.instrumentation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The types of arrays, as instructions name them. */
final class Arrays {
  private static final String PRIMITIVES = "ZCFDBSIJ";

  private Arrays() {}

  /** The descriptor of an array that {@code newarray} makes. */
  static String ofPrimitives(int code) {
    return "[" + PRIMITIVES.charAt(code - Opcodes.T_BOOLEAN);
  }

  /** The descriptor of an array that {@code anewarray} makes of such elements. */
  static String of(String elements) {
    return "[" + Type.getObjectType(elements).getDescriptor();
  }

  /** {@code java.lang.String[]}. */
  static String name(String descriptor) {
    return Type.getType(descriptor).getClassName();
  }
}
