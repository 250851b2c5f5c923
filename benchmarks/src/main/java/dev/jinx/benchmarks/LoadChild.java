package dev.jinx.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads generated classes that match nothing, 10,000 a round, each round in a loader of its own.
 * Prints a line a round: for each neighbouring pair of stamps the mean nanoseconds a class, then
 * those of the whole definition. Argument: how many stamps there are.
 */
public final class LoadChild {
  private static final int CLASSES = Rounds.of(10_000, 2_000);

  private LoadChild() {}

  /** Measures. */
  public static void main(String[] args) {
    int stamps = Integer.parseInt(args[0]);
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      files.add(generate("gen/a" + i % 10 + "/Class" + i));
    }
    // Two rounds warm up what the agents do.
    for (int round = -2; round < Rounds.of(5, 3); round++) {
      double[] nanos = new double[Math.max(1, stamps)];
      int disorder = 0;
      Loader loader = new Loader();
      for (byte[] file : files) {
        Arrays.fill(StampAgent.STAMPS, 0);
        long start = System.nanoTime();
        loader.define(file);
        long whole = System.nanoTime() - start;
        if (!inOrder(stamps)) {
          disorder++;
          continue;
        }
        nanos[nanos.length - 1] += whole;
        for (int i = 0; i + 1 < stamps; i++) {
          nanos[i] += StampAgent.STAMPS[i + 1] - StampAgent.STAMPS[i];
        }
      }
      // A class that an agent loads while it looks at ours passes the stamps, too: seldom.
      if (round >= 0 && disorder > CLASSES / 1_000) {
        throw new IllegalStateException(
            disorder
                + " times agents did not come in the order they were given in, at last "
                + Arrays.toString(StampAgent.STAMPS));
      }
      StringBuilder line = new StringBuilder("round");
      for (double sum : nanos) {
        line.append(' ').append(sum / (CLASSES - disorder));
      }
      if (round >= 0) {
        System.out.println(line);
      }
    }
  }

  /** Loads so many classes, in one loader, and keeps them. */
  static void load(int count, List<Class<?>> into) {
    Loader loader = new Loader();
    for (int i = 0; i < count; i++) {
      into.add(loader.define(generate("gen/a" + i % 10 + "/Class" + i)));
    }
  }

  private static boolean inOrder(int stamps) {
    for (int i = 0; i < stamps; i++) {
      if (StampAgent.STAMPS[i] == 0 || i > 0 && StampAgent.STAMPS[i] <= StampAgent.STAMPS[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** A class of usual size: a dozen methods, strings, calls, an annotation of the application's. */
  private static byte[] generate(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    writer.visitAnnotation("Lcom/acme/Service;", true).visitEnd();
    for (int i = 0; i < 12; i++) {
      writer.visitField(Opcodes.ACC_PRIVATE, "field" + i, "Ljava/lang/String;", null, null);
      MethodVisitor code =
          writer.visitMethod(
              Opcodes.ACC_PUBLIC, "method" + i, "(ILjava/lang/String;)V", null, null);
      if (i % 4 == 0) {
        code.visitAnnotation("Lcom/acme/Timed;", true).visitEnd();
      }
      code.visitCode();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitLdcInsn("text " + i + " of " + name);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, "field" + i, "Ljava/lang/String;");
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ILOAD, 1);
      code.visitVarInsn(Opcodes.ALOAD, 2);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "com/acme/Other" + i,
          "call",
          "(Ljava/lang/Object;ILjava/lang/String;)V",
          false);
      code.visitInsn(Opcodes.RETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] file) {
      return defineClass(null, file, 0, file.length);
    }
  }
}
