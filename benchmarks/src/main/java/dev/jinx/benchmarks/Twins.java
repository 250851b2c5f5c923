package dev.jinx.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Copies of {@link TwinTemplate}, each in a class of its own name and a loader of its own. */
final class Twins {
  /** The one that points are woven into. */
  static final String WOVEN = "bench.WovenTwin";

  static final String PLAIN = "bench.PlainTwin";
  static final String OTHER = "bench.OtherTwin";

  /** Methods that carry a point, and the point's position. */
  static final String[][] POINTS = {
    {"tiny", "entry"},
    {"tinyExit", "exit"},
    {"tinyThrow", "throw"},
    {"called", "entry"},
    {"medium", "entry"},
    {"primitives", "entry"},
    {"calledPrimitives", "entry"},
  };

  private Twins() {}

  static Twin create(String name) throws IOException, ReflectiveOperationException {
    String template = TwinTemplate.class.getName();
    byte[] original;
    try (InputStream in =
        Twins.class.getResourceAsStream("/" + template.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new IOException("no class file of " + template);
      }
      original = in.readAllBytes();
    }
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(0);
    SimpleRemapper renaming =
        new SimpleRemapper(template.replace('.', '/'), name.replace('.', '/'));
    reader.accept(new ClassRemapper(writer, renaming), 0);
    byte[] renamed = writer.toByteArray();
    Class<?> twin = new Loader().define(name, renamed);
    return (Twin) twin.getDeclaredConstructor().newInstance();
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(Twins.class.getClassLoader());
    }

    Class<?> define(String name, byte[] file) {
      return defineClass(name, file, 0, file.length);
    }
  }
}
