package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method as the first look at a class sees it: without its code. */
final class MethodLook {
  final int access;
  final String name;
  final String descriptor;
  final List<AnnotationLook> annotations = new ArrayList<>();

  MethodLook(int access, String name, String descriptor) {
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  boolean hasBody() {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** {@code commit(long)}. */
  String label() {
    StringBuilder label = new StringBuilder(name).append('(');
    Type[] parameters = Type.getArgumentTypes(descriptor);
    for (int i = 0; i < parameters.length; i++) {
      label.append(i == 0 ? "" : ",").append(parameters[i].getClassName());
    }
    return label.append(')').toString();
  }

  static List<MethodLook> all(ClassReader reader, List<String> annotations) {
    List<MethodLook> methods = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodLook method = new MethodLook(access, name, descriptor);
            methods.add(method);
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                if (!annotations.contains(type)) {
                  return null;
                }
                AnnotationLook look = new AnnotationLook(type);
                method.annotations.add(look);
                return look;
              }
            };
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return methods;
  }
}
