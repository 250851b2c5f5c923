package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Supertypes as class files tell them. */
class HierarchyTest {
  private final Hierarchy hierarchy = new Hierarchy();

  private static final class Files extends ClassLoader {
    private final Map<String, byte[]> files;

    Files(Map<String, byte[]> files) {
      super(null);
      this.files = files;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      byte[] file = files.get(name);
      return file == null ? null : new ByteArrayInputStream(file);
    }
  }

  private static byte[] type(String name, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
        name,
        null,
        "java/lang/Object",
        interfaces);
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aFileThatOneLoaderLacksIsFoundInAnother() {
    byte[] low = type("a/Low", "a/Middle");
    assertThat(hierarchy.isSubtype("a/Low", "a.High", new Files(Map.of()), low)).isFalse();
    Files whole = new Files(Map.of("a/Middle.class", type("a/Middle", "a/High")));
    assertThat(hierarchy.isSubtype("a/Low", "a.High", whole, low)).isTrue();
  }

  @Test
  @Timeout(30)
  void manyWaysToOneTypeAreGoneOnce() {
    Map<String, byte[]> files = new java.util.HashMap<>();
    for (int i = 0; i < 60; i++) {
      String[] above = {"a/L" + (i + 1), "a/R" + (i + 1)};
      files.put("a/L" + i + ".class", type("a/L" + i, above));
      files.put("a/R" + i + ".class", type("a/R" + i, above));
    }
    assertThat(
            hierarchy.isSubtype("a/Low", "a.High", new Files(files), type("a/Low", "a/L0", "a/R0")))
        .isFalse();
  }
}
