package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the states of points say of classes that cannot be woven. */
class TransformerTest {
  private static byte[] type(boolean annotated) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
        "a/Store",
        null,
        "java/lang/Object",
        null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "commit", "()V", null, null);
    if (annotated) {
      AnnotationVisitor point = method.visitAnnotation("Ldev/jinx/InjectionPoint;", true);
      point.visit("value", "transformer-bodiless");
      point.visitEnd();
    }
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void transform(PreFilter filter, byte[] file) {
    ClassLoader loader = TransformerTest.class.getClassLoader();
    assertThat(
            new Transformer(Weave.NONE, filter)
                .transform(null, loader, "a/Store", null, null, file))
        .isNull();
  }

  @Test
  void aClassFileThatCannotBeReadIsToldAsFailed() throws Exception {
    Point point =
        Points.declare(
            new Declaration("transformer-new", "a.Store#commit", Position.ENTRY, "test"));
    byte[] file = type(false);
    file[7] = (byte) 200;
    transform(
        new PreFilter(List.of(new Planned(point, Selector.parse("a.Store#commit"))), List.of()),
        file);
    assertThat(point.state().word()).isEqualTo("failed");
    assertThat(point.state().reason()).contains("a.Store").contains("version");
  }

  @Test
  void anAnnotatedMethodWithoutBodyIsToldAsFailed() {
    transform(new PreFilter(List.of(), List.of()), type(true));
    Point point = Points.find("transformer-bodiless");
    assertThat(point).isNotNull();
    assertThat(point.state().word()).isEqualTo("failed");
    assertThat(point.state().reason()).contains("no body");
  }
}
