package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** Writes a method anew, finds the places of its points, and has their sites called there. */
final class MethodWeaver extends EachInstruction {
  /** Stack that a call needs besides the values: flag, array and index, box, decision twice. */
  private static final int CALL_STACK = 10;

  private final Frames frames;
  private final Hooks hooks;
  private final MethodPlan plan;
  private final Construction construction;
  private final List<Planned> throwers;
  private final Insides insides;
  private final ExceptionTable handlers = new ExceptionTable();
  private final FrameLabels labels = new FrameLabels();
  private final Label bodyStart = new Label();
  private boolean hasLine;

  MethodWeaver(
      MethodVisitor next,
      Frames frames,
      Hooks hooks,
      MethodPlan plan,
      String owner,
      @Nullable String parent) {
    super(next);
    this.frames = frames;
    this.hooks = hooks;
    this.plan = plan;
    this.construction = new Construction(plan.method.isConstructor(), owner, parent);
    this.throwers = plan.at(Position.Kind.THROW);
    this.insides = new Insides(plan, hooks, frames);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (construction.isDone()) {
      start();
    }
  }

  /** The body begins: in a constructor, what comes after {@code super(..)} or {@code this(..)}. */
  private void start() {
    frames.look();
    super.visitLabel(bodyStart);
    leave(plan.at(Position.Kind.ENTRY), null);
  }

  /** Calls sites whose exceptions leave the method. */
  private void leave(List<Planned> points, @Nullable Type atHand) {
    if (points.isEmpty()) {
      return;
    }
    Label from = new Label();
    Label to = new Label();
    super.visitLabel(from);
    for (Planned planned : points) {
      hooks.call(planned, atHand, false);
    }
    super.visitLabel(to);
    handlers.leaveOut(from, to);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    handlers.add(start, end, handler, type);
    insides.handler(start, end, handler, type);
  }

  /**
   * Names a handler by its place in the table, which changes. Nothing can ask for it at run time.
   */
  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int type, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    labels.label(label);
    insides.label(label);
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    if (construction.isDone() && !hasLine) {
      // The calls woven before the first line belong to it, so that stack traces show it.
      super.visitLineNumber(line, bodyStart);
    }
    hasLine = true;
    super.visitLineNumber(line, start);
    insides.line(line);
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int size, Object[] stack) {
    super.visitFrame(
        type, locals, labels.replace(local, locals), size, labels.replace(stack, size));
    if (construction.isDone()) {
      frames.look();
    }
  }

  @Override
  void before(int opcode) {
    hooks.instruction();
    insides.before(construction.isDone());
    if (opcode == Opcodes.NEW) {
      labels.beforeNew(mv);
    }
    labels.passed();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      construction.create(type);
    }
    if (opcode == Opcodes.ANEWARRAY) {
      String array = Arrays.of(type);
      before(opcode);
      beforeNew(array);
      mv.visitTypeInsn(opcode, type);
      afterNew(array);
    } else {
      super.visitTypeInsn(opcode, type);
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      String array = Arrays.ofPrimitives(operand);
      before(opcode);
      beforeNew(array);
      mv.visitIntInsn(opcode, operand);
      afterNew(array);
    } else {
      super.visitIntInsn(opcode, operand);
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String array, int dimensions) {
    before(Opcodes.MULTIANEWARRAY);
    beforeNew(array);
    mv.visitMultiANewArrayInsn(array, dimensions);
    afterNew(array);
  }

  private void beforeNew(String array) {
    insides.at(Position.Kind.BEFORE_NEW, "", "", array, null, construction.isDone());
  }

  private void afterNew(String array) {
    Type made = insides.has(Position.Kind.AFTER_NEW) ? Type.getType(array) : null;
    insides.at(Position.Kind.AFTER_NEW, "", "", array, made, construction.isDone());
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    before(opcode);
    boolean begins = construction.isDoneBy(type, name);
    boolean begun = construction.isDone() && !begins;
    insides.at(Position.Kind.BEFORE_CALL, type, name, descriptor, null, begun);
    mv.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    if (begins) {
      start();
    }
    Type result = Type.getReturnType(descriptor);
    Type atHand = result.getSort() == Type.VOID ? null : result;
    insides.at(Position.Kind.AFTER_CALL, type, name, descriptor, atHand, construction.isDone());
  }

  @Override
  public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
    before(opcode);
    boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
    boolean begun = construction.isDone();
    // What is read lies on the stack afterwards, what is written before.
    Type value = Type.getType(descriptor);
    if (reads) {
      insides.at(Position.Kind.BEFORE_READ, type, name, descriptor, null, begun);
    } else {
      insides.at(Position.Kind.BEFORE_WRITE, type, name, descriptor, value, begun);
    }
    mv.visitFieldInsn(opcode, type, name, descriptor);
    if (reads) {
      insides.at(Position.Kind.AFTER_READ, type, name, descriptor, value, begun);
    } else {
      insides.at(Position.Kind.AFTER_WRITE, type, name, descriptor, null, begun);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    super.visitVarInsn(opcode, slot);
    if (construction.isDone() && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      frames.look();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    before(opcode);
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (returns && construction.isDone() && frames.isReachable()) {
      Type result = Type.getReturnType(plan.method.descriptor);
      leave(plan.at(Position.Kind.EXIT), result.getSort() == Type.VOID ? null : result);
    }
    if (opcode == Opcodes.ATHROW) {
      insides.at(Position.Kind.BEFORE_THROW, Hooks.THROWABLE, construction.isDone());
    } else if (opcode == Opcodes.MONITORENTER) {
      insides.at(Position.Kind.BEFORE_SYNCHRONIZED, null, construction.isDone());
    }
    mv.visitInsn(opcode);
    insides.passed(opcode);
    if (opcode == Opcodes.MONITORENTER && insides.has(Position.Kind.AFTER_SYNCHRONIZED)) {
      entered();
    }
  }

  /** The monitor is got: what is thrown here has to come by the handler that gives it back. */
  private void entered() {
    Label from = new Label();
    Label to = new Label();
    super.visitLabel(from);
    insides.at(Position.Kind.AFTER_SYNCHRONIZED, null, construction.isDone());
    super.visitLabel(to);
    handlers.takeIn(from, to);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    insides.jump(label);
    if (opcode == Opcodes.GOTO || opcode == Opcodes.JSR) {
      insides.end();
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
    super.visitTableSwitchInsn(min, max, other, targets);
    insides.branch(other, targets);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] targets) {
    super.visitLookupSwitchInsn(other, keys, targets);
    insides.branch(other, targets);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label handler = new Label();
    boolean thrown = construction.isDone() && !throwers.isEmpty();
    if (thrown) {
      super.visitLabel(handler);
      frames.writeHandler(mv);
      for (Planned planned : throwers) {
        hooks.call(planned, Hooks.THROWABLE, false);
      }
      mv.visitInsn(Opcodes.ATHROW);
    }
    handlers.write(mv);
    if (thrown) {
      // Last in the table, so that the method's own handlers come first.
      mv.visitTryCatchBlock(bodyStart, handler, handler, null);
    }
    int values = Type.getArgumentsAndReturnSizes(plan.method.descriptor);
    super.visitMaxs(maxStack + (values >> 2) + 2 + hooks.stackOfLocals() + CALL_STACK, maxLocals);
  }
}
