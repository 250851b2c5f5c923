package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file tells of a method's variables. It is told behind the code, so that it takes a
 * look before the code is written anew; places in the code are numbers of instructions.
 */
final class Variables extends EachInstruction {
  /** A variable and where it has a value: from one instruction until before another. */
  static final class Variable {
    final String name;
    final Type type;
    final int slot;
    final int from;
    final int to;

    Variable(String name, Type type, int slot, int from, int to) {
      this.name = name;
      this.type = type;
      this.slot = slot;
      this.from = from;
      this.to = to;
    }
  }

  private static final String TYPES = "ZBCSIJFDL[";

  private final MethodLook method;
  private final List<Variable> all = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();
  private int passed;

  Variables(MethodLook method) {
    super(null);
    this.method = method;
  }

  /** Looks at the methods that the plan wants. */
  static void look(ClassReader reader, ClassPlan plan) {
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodPlan wanted = plan.of(name, descriptor);
            return wanted == null ? null : wanted.variables;
          }
        },
        ClassReader.SKIP_FRAMES);
  }

  @Override
  void before(int opcode) {
    passed++;
  }

  @Override
  public void visitParameter(@Nullable String name, int access) {
    parameters.add(name == null ? "" : name);
  }

  @Override
  public void visitLabel(Label label) {
    places.put(label, passed);
  }

  @Override
  public void visitLocalVariable(
      String name, String descriptor, String signature, Label start, Label end, int slot) {
    Integer from = places.get(start);
    Integer to = places.get(end);
    if (from != null && to != null && TYPES.indexOf(descriptor.charAt(0)) >= 0) {
      all.add(new Variable(name, Type.getType(descriptor), slot, from, to));
    }
  }

  /** Whether the class file tells of none. */
  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The names of the arguments; an empty one is not known, an empty list none. */
  List<String> arguments() {
    Type[] types = Type.getArgumentTypes(method.descriptor);
    List<String> names = new ArrayList<>();
    boolean any = false;
    int slot = (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
    for (Type type : types) {
      String name = argument(slot);
      if (name.isEmpty() && parameters.size() == types.length) {
        name = parameters.get(names.size());
      }
      names.add(name);
      any |= !name.isEmpty();
      slot += type.getSize();
    }
    return any ? names : Collections.emptyList();
  }

  private String argument(int slot) {
    for (Variable variable : all) {
      if (variable.slot == slot && variable.from == 0) {
        return variable.name;
      }
    }
    return "";
  }

  /** The variables that have values before that instruction, as far as the class file tells. */
  List<Variable> at(int instruction) {
    List<Variable> here = new ArrayList<>();
    for (Variable variable : all) {
      if (variable.from <= instruction && instruction < variable.to) {
        here.add(variable);
      }
    }
    return here;
  }
}
