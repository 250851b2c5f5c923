package dev.jinx.instrumentation;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** What a method's annotation says of a point: {@code value} or {@code name}, and {@code at}. */
final class AnnotationLook extends AnnotationVisitor {
  private final String descriptor;
  private @Nullable String name;
  private @Nullable String at;

  AnnotationLook(String descriptor) {
    super(Opcodes.ASM9);
    this.descriptor = descriptor;
  }

  @Override
  public void visit(String key, Object value) {
    if (!(value instanceof String)) {
      return;
    }
    String text = (String) value;
    if ((key.equals("value") || key.equals("name")) && !text.isEmpty()) {
      name = text;
    } else if (key.equals("at")) {
      at = text;
    }
  }

  /** The annotation's name, without its package. */
  String type() {
    int start = Math.max(descriptor.lastIndexOf('/'), 0) + 1;
    return descriptor.substring(start, descriptor.length() - 1);
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String at() {
    return at;
  }
}
