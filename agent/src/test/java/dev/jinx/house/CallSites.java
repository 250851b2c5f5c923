package dev.jinx.house;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Whether a class contains {@code invokedynamic}: lambdas, method references, concatenation. */
final class CallSites extends ClassVisitor {
  private boolean found;

  private CallSites() {
    super(Opcodes.ASM9);
  }

  static boolean isLinking(byte[] type) {
    CallSites sites = new CallSites();
    new ClassReader(type).accept(sites, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return sites.found;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitInvokeDynamicInsn(
          String name, String descriptor, Handle bootstrap, Object... arguments) {
        found = true;
      }
    };
  }
}
