package dev.jinx.it;

import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Class files that no compiler of today makes, in every version from 1.1 on. */
final class Generated {
  /** Methods of each class besides its constructor; {@code fails} leaves by an exception. */
  static final int METHODS = 15;

  private static final int OLDEST = 45;
  private static final int LAST_WITH_SUBROUTINES = 49;
  private static final int FIRST_WITH_FRAMES = 50;

  private final ClassWriter writer;
  private final String name;
  private final int version;

  private Generated(String name, int version) {
    this.name = name;
    this.version = version;
    // The verifier reads no frames below 50; from there on ASM computes them.
    writer =
        new ClassWriter(
            version >= FIRST_WITH_FRAMES ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
  }

  /** Writes a class of each version up to {@code highest}; answers their names. */
  static List<String> write(Path directory, int highest) {
    List<String> names = new ArrayList<>();
    try {
      Files.createDirectories(directory.resolve("generated"));
      for (int version = OLDEST; version <= highest; version++) {
        String name = "generated/Version" + version;
        byte[] file = new Generated(name, version).file();
        Files.write(directory.resolve(name + ".class"), file);
        names.add(name.replace('/', '.'));
      }
      return names;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private byte[] file() {
    int versionWord = version == OLDEST ? V1_1 : version;
    writer.visit(versionWord, ACC_PUBLIC | ACC_SUPER, name, null, "java/lang/Exception", null);
    constructor();
    loopAtZero();
    subroutine();
    wide();
    fails();
    method("nothing", "()V", code -> code.visitInsn(RETURN));
    give("ofInt", "I", ILOAD, IRETURN);
    give("ofLong", "J", LLOAD, LRETURN);
    give("ofFloat", "F", FLOAD, FRETURN);
    give("ofDouble", "D", DLOAD, DRETURN);
    give("ofByte", "B", ILOAD, IRETURN);
    give("ofShort", "S", ILOAD, IRETURN);
    give("ofChar", "C", ILOAD, IRETURN);
    give("ofBoolean", "Z", ILOAD, IRETURN);
    give("ofText", "Ljava/lang/String;", ALOAD, ARETURN);
    give("ofArray", "[[J", ALOAD, ARETURN);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private interface Code {
    void write(MethodVisitor code);
  }

  private void method(String method, String descriptor, Code body) {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, method, descriptor, null, null);
    code.visitCode();
    body.write(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Branches before super(..), which it calls in one of two ways. */
  private void constructor() {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC, "<init>", "(ILjava/lang/String;)V", null, null);
    code.visitCode();
    Label other = new Label();
    Label called = new Label();
    code.visitVarInsn(ILOAD, 1);
    code.visitJumpInsn(IFLE, other);
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, 2);
    String parent = "java/lang/Exception";
    code.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "(Ljava/lang/String;)V", false);
    code.visitJumpInsn(GOTO, called);
    code.visitLabel(other);
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
    code.visitLabel(called);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Its first instruction is jumped to: entered once, whatever the number of rounds. */
  private void loopAtZero() {
    method(
        "loop",
        "(I)I",
        code -> {
          Label start = new Label();
          Label end = new Label();
          code.visitLabel(start);
          code.visitVarInsn(ILOAD, 0);
          code.visitJumpInsn(IFLE, end);
          code.visitIincInsn(0, -1);
          code.visitJumpInsn(GOTO, start);
          code.visitLabel(end);
          code.visitVarInsn(ILOAD, 0);
          code.visitInsn(IRETURN);
        });
  }

  /**
   * A finally block as it was compiled until 1.4, called twice; in newer versions a plain method.
   */
  private void subroutine() {
    boolean old = version <= LAST_WITH_SUBROUTINES;
    method(
        "subroutine",
        "(IJ)J",
        code -> {
          Label shared = new Label();
          if (old) {
            code.visitJumpInsn(JSR, shared);
            code.visitJumpInsn(JSR, shared);
          }
          code.visitVarInsn(LLOAD, 1);
          code.visitInsn(LRETURN);
          if (old) {
            code.visitLabel(shared);
            code.visitVarInsn(ASTORE, 3);
            code.visitVarInsn(LLOAD, 1);
            code.visitInsn(LCONST_1);
            code.visitInsn(LADD);
            code.visitVarInsn(LSTORE, 1);
            code.visitVarInsn(RET, 3);
          }
        });
  }

  /** Arguments of two slots between those of one. */
  private void wide() {
    method(
        "wide",
        "(JIDLjava/lang/String;JF)D",
        code -> {
          code.visitVarInsn(LLOAD, 0);
          code.visitInsn(L2D);
          code.visitVarInsn(DLOAD, 3);
          code.visitInsn(DADD);
          code.visitVarInsn(LLOAD, 6);
          code.visitInsn(L2D);
          code.visitInsn(DADD);
          code.visitInsn(DRETURN);
        });
  }

  private void fails() {
    method(
        "fails",
        "(J)V",
        code -> {
          String type = "java/lang/IllegalStateException";
          code.visitTypeInsn(NEW, type);
          code.visitInsn(DUP);
          code.visitLdcInsn("as wanted");
          code.visitMethodInsn(INVOKESPECIAL, type, "<init>", "(Ljava/lang/String;)V", false);
          code.visitInsn(ATHROW);
        });
  }

  private void give(String method, String type, int load, int give) {
    method(
        method,
        "(" + type + ")" + type,
        code -> {
          code.visitVarInsn(load, 0);
          code.visitInsn(give);
        });
  }
}
