package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Site;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A static call behind a flag, values boxed only behind it: for class files older than 51, which
 * have no {@code invokedynamic}, and for the JDK's classes, which it is made of.
 */
final class StaticCaller extends Caller {
  private final Frames frames;

  StaticCaller(Frames frames) {
    this.frames = frames;
  }

  @Override
  void call(MethodVisitor to, Site site, String position, List<Value> values, Answer answer) {
    Label over = new Label();
    to.visitLdcInsn(site.id());
    to.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "on", "(I)Z", false);
    to.visitJumpInsn(Opcodes.IFEQ, over);
    Object[][] frame = frames.here();
    Value first = values.isEmpty() ? null : values.get(0);
    if (site.isGate() && first != null && first.slot == 0 && Boxes.of(first.type) == null) {
      to.visitLdcInsn(site.id());
      to.visitVarInsn(Opcodes.ALOAD, 0);
      to.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "concerns", "(ILjava/lang/Object;)Z", false);
      to.visitJumpInsn(Opcodes.IFEQ, over);
    }
    if (first != null && first.isAtHand()) {
      to.visitInsn(first.type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
      box(to, first.type);
      array(to, values.size());
      to.visitInsn(Opcodes.DUP_X1);
      to.visitInsn(Opcodes.SWAP);
      to.visitLdcInsn(0);
      to.visitInsn(Opcodes.SWAP);
      to.visitInsn(Opcodes.AASTORE);
    } else {
      array(to, values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).slot >= 0) {
        to.visitInsn(Opcodes.DUP);
        to.visitLdcInsn(i);
        to.visitVarInsn(values.get(i).type.getOpcode(Opcodes.ILOAD), values.get(i).slot);
        box(to, values.get(i).type);
        to.visitInsn(Opcodes.AASTORE);
      }
    }
    to.visitLdcInsn(site.id());
    to.visitInsn(Opcodes.SWAP);
    to.visitMethodInsn(
        Opcodes.INVOKESTATIC, HOOK, "hit", "(I[Ljava/lang/Object;)Ljava/lang/Object;", false);
    answer.write(to);
    to.visitLabel(over);
    frames.write(to, frame);
    // Two branches must not arrive at one offset with a frame each.
    to.visitInsn(Opcodes.NOP);
  }

  private static void array(MethodVisitor to, int length) {
    to.visitLdcInsn(length);
    to.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
  }

  private static void box(MethodVisitor to, Type type) {
    String box = Boxes.of(type);
    if (box != null) {
      to.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          box,
          "valueOf",
          "(" + type.getDescriptor() + ")L" + box + ";",
          false);
    }
  }
}
