package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes a method anew with the calls of its sites at entry, exits and throw. */
final class MethodWeaver extends MethodVisitor {
  private static final Type THROWABLE = Type.getObjectType("java/lang/Throwable");

  /** Stack that a call needs besides the values: flag, array and index, box, decision twice. */
  private static final int CALL_STACK = 10;

  private final Frames frames;
  private final Caller caller;
  private final String owner;
  private final String parent;
  private final int access;
  private final String descriptor;
  private final boolean constructor;
  private final List<Site> entries;
  private final List<Site> exits;
  private final List<Site> throwers;
  private final Label bodyStart = new Label();

  private boolean started;
  private boolean hasLine;
  private int unfinishedNews;

  MethodWeaver(
      MethodVisitor next,
      Frames frames,
      Caller caller,
      ClassPlan plan,
      String owner,
      @Nullable String parent,
      int access,
      String name,
      String descriptor) {
    super(Opcodes.ASM9, next);
    this.frames = frames;
    this.caller = caller;
    this.owner = owner;
    this.parent = parent == null ? "" : parent;
    this.access = access;
    this.descriptor = descriptor;
    this.constructor = name.equals("<init>");
    this.entries = plan.sites(name, descriptor, Position.ENTRY);
    this.exits = plan.sites(name, descriptor, Position.EXIT);
    this.throwers = plan.sites(name, descriptor, Position.THROW);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (!constructor) {
      start();
    }
  }

  /** The body begins: in a constructor, what comes after {@code super(..)} or {@code this(..)}. */
  private void start() {
    started = true;
    frames.look();
    super.visitLabel(bodyStart);
    for (Site site : entries) {
      call(site, Position.ENTRY, null);
    }
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    if (started && !hasLine) {
      // The calls woven before the first line belong to it, so that stack traces show it.
      super.visitLineNumber(line, bodyStart);
    }
    hasLine = true;
    super.visitLineNumber(line, start);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW && mayConstructSelf(type)) {
      unfinishedNews++;
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    if (!constructor || started || !name.equals("<init>") || !mayConstructSelf(type)) {
      return;
    }
    if (unfinishedNews == 0) {
      start();
    } else {
      unfinishedNews--;
    }
  }

  private boolean mayConstructSelf(String type) {
    return type.equals(owner) || type.equals(parent);
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    super.visitVarInsn(opcode, slot);
    if (started && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      frames.look();
    }
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int size, Object[] stack) {
    super.visitFrame(type, locals, local, size, stack);
    if (started) {
      frames.look();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && started && frames.isReachable()) {
      Type result = Type.getReturnType(descriptor);
      for (Site site : exits) {
        call(site, Position.EXIT, result.getSort() == Type.VOID ? null : result);
      }
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (started && !throwers.isEmpty()) {
      Label handler = new Label();
      // Last in the table, so that the method's own handlers come first.
      super.visitTryCatchBlock(bodyStart, handler, handler, null);
      super.visitLabel(handler);
      frames.writeHandler(mv);
      for (Site site : throwers) {
        call(site, Position.THROW, THROWABLE);
      }
      super.visitInsn(Opcodes.ATHROW);
    }
    int values = Type.getArgumentsAndReturnSizes(descriptor);
    super.visitMaxs(maxStack + (values >> 2) + 2 + CALL_STACK, maxLocals);
  }

  private void call(Site site, Position position, @Nullable Type atHand) {
    // A constructor must construct: there is no value to leave it with.
    Caller.Answer answer = constructor ? new GoOn() : new Leave(frames, descriptor);
    caller.call(mv, site, position.kind().identifier(), values(position, atHand), answer);
  }

  private List<Caller.Value> values(Position position, @Nullable Type atHand) {
    List<Caller.Value> values = new ArrayList<>();
    if (atHand != null) {
      values.add(new Caller.Value(atHand, Caller.Value.AT_HAND));
    }
    int slot = 0;
    if ((access & Opcodes.ACC_STATIC) == 0) {
      values.add(value(Type.getObjectType(owner), slot++, position));
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      values.add(value(type, slot, position));
      slot += type.getSize();
    }
    return values;
  }

  private Caller.Value value(Type type, int slot, Position position) {
    boolean present;
    if (position == Position.THROW) {
      present = frames.lasts(slot);
    } else {
      present = position == Position.ENTRY && !constructor || frames.has(slot, type);
    }
    return new Caller.Value(type, present ? slot : Caller.Value.ABSENT);
  }

  /** Drops the decision. */
  private static final class GoOn implements Caller.Answer {
    @Override
    public void write(MethodVisitor to) {
      to.visitInsn(Opcodes.POP);
    }
  }

  /** Leaves the method with the value where there is a decision to do so. */
  private static final class Leave implements Caller.Answer {
    private final Frames frames;
    private final String descriptor;

    Leave(Frames frames, String descriptor) {
      this.frames = frames;
      this.descriptor = descriptor;
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
      Boxes.returnAs(to, Type.getReturnType(descriptor));
      to.visitLabel(on);
      frames.write(to, frame);
      to.visitInsn(Opcodes.POP);
    }
  }
}
