package dev.jinx.instrumentation;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;

/** Writes a class anew with its sites; methods without any are copied byte by byte. */
final class ClassWeaver extends ClassVisitor {
  private final ClassPlan plan;
  private final boolean jdk;
  private int version;
  private String owner = "";
  private String parent = "";

  private ClassWeaver(ClassWriter writer, ClassPlan plan, boolean jdk) {
    super(Opcodes.ASM9, writer);
    this.plan = plan;
    this.jdk = jdk;
  }

  /**
   * Weaves what the plan says. Methods that the hooks make too large for a class file pass fewer
   * values; where that is not enough they are left as they are, and out of the plan.
   */
  static byte[] weave(ClassReader reader, ClassPlan plan, boolean jdk) {
    boolean framed = (reader.readUnsignedShort(6)) >= Opcodes.V1_7;
    Variables.look(reader, plan);
    while (true) {
      // Nothing is computed: that would need the class hierarchy, and load classes of the
      // application.
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(
          new ClassWeaver(writer, plan, jdk),
          framed ? ClassReader.EXPAND_FRAMES : ClassReader.SKIP_FRAMES);
      try {
        return writer.toByteArray();
      } catch (MethodTooLargeException large) {
        if (plan.of(large.getMethodName(), large.getDescriptor()) == null) {
          throw large;
        }
        plan.leaveOut(large.getMethodName(), large.getDescriptor());
      }
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    // Version 50 may come without frames only by a second, slower verification; 49 needs none.
    this.version = (version & 0xFFFF) == Opcodes.V1_6 ? Opcodes.V1_5 : version;
    this.owner = name;
    this.parent = superName;
    super.visit(this.version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    MethodPlan wanted = plan.of(name, descriptor);
    if (wanted == null) {
      return next;
    }
    boolean framed = (version & 0xFFFF) >= Opcodes.V1_7;
    AnalyzerAdapter frames =
        framed ? new AnalyzerAdapter(owner, access, name, descriptor, next) : null;
    Frames tracker = new Frames(frames, owner, access, name, descriptor);
    Caller caller =
        framed && !jdk && DynamicCaller.takes(descriptor)
            ? new DynamicCaller()
            : new StaticCaller(tracker);
    MethodVisitor to = frames == null ? next : frames;
    return new MethodWeaver(
        to, tracker, new Hooks(to, wanted, tracker, caller, owner), wanted, owner, parent);
  }
}
