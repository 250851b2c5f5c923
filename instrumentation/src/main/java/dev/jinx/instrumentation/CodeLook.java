package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What there is in the code of a method: only to tell what is not there. */
final class CodeLook extends MethodVisitor {
  final String label;

  /** The lines that have code. */
  final TreeSet<Integer> lines = new TreeSet<>();

  /** The called methods: {@code java.io.File#delete}. */
  final Set<String> calls = new LinkedHashSet<>();

  /** The fields that are read: {@code java.io.File#separator}. */
  final Set<String> reads = new LinkedHashSet<>();

  /** The fields that are written. */
  final Set<String> writes = new LinkedHashSet<>();

  /** The types of the arrays that are made: {@code byte[]}. */
  final Set<String> arrays = new LinkedHashSet<>();

  /** Whether it has calls that are made by {@code invokedynamic}. */
  boolean dynamic;

  private CodeLook(MethodLook method) {
    super(Opcodes.ASM9);
    this.label = method.label();
  }

  /** The methods of a class that have code, by name and descriptor. */
  static Map<String, CodeLook> all(ClassReader reader) {
    Map<String, CodeLook> all = new HashMap<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            CodeLook look = new CodeLook(new MethodLook(access, name, descriptor));
            all.put(name + descriptor, look);
            return look;
          }
        },
        ClassReader.SKIP_FRAMES);
    return all;
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    lines.add(line);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    calls.add(label(owner, name));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    boolean read = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
    (read ? reads : writes).add(label(owner, name));
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      arrays.add(Arrays.name(Arrays.ofPrimitives(operand)));
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.ANEWARRAY) {
      arrays.add(Arrays.name(Arrays.of(type)));
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    arrays.add(Arrays.name(descriptor));
  }

  private static String label(String owner, String name) {
    return owner.replace('/', '.') + "#" + name;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    dynamic = true;
  }

  /** The lines with code right before and right after a line. */
  List<Integer> around(int line) {
    List<Integer> around = new ArrayList<>();
    Integer below = lines.lower(line);
    Integer above = lines.higher(line);
    if (below != null) {
      around.add(below);
    }
    if (above != null) {
      around.add(above);
    }
    return around;
  }
}
