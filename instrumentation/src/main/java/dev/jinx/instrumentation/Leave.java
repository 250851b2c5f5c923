package dev.jinx.instrumentation;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Leaves the method with the value where there is a decision to do so. */
final class Leave implements Caller.Answer {
  private final Frames frames;
  private final Type result;

  Leave(Frames frames, Type result) {
    this.frames = frames;
    this.result = result;
  }

  @Override
  public void write(MethodVisitor to) {
    Label on = new Label();
    to.visitInsn(Opcodes.DUP);
    to.visitJumpInsn(Opcodes.IFNULL, on);
    Object[][] frame = frames.here();
    to.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Caller.HOOK,
        "value",
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        false);
    Boxes.returnAs(to, result);
    to.visitLabel(on);
    frames.write(to, frame);
    to.visitInsn(Opcodes.POP);
  }
}
