package dev.jinx.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the application's loader: defines the classes that actions name, and what these
 * need. Nobody initializes them.
 */
final class ProgramLoader extends ClassLoader {
  private final ClassPath classPath;
  private final Map<String, String> incomplete = new HashMap<>();

  ProgramLoader(ClassPath classPath) {
    super("program", ClassLoader.getPlatformClassLoader());
    this.classPath = classPath;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] file = bytes(name.replace('.', '/') + ".class");
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      return defineClass(name, file, 0, file.length);
    } catch (LinkageError unusable) {
      incomplete.put(name, unusable.toString());
      throw unusable;
    }
  }

  /** Why a class that is there could not be used, or null. */
  @Nullable String incomplete(String name) {
    return incomplete.get(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    InputStream above = getParent().getResourceAsStream(name);
    if (above != null) {
      return above;
    }
    byte[] file = bytes(name);
    return file == null ? null : new ByteArrayInputStream(file);
  }

  private byte @Nullable [] bytes(String file) {
    try {
      return classPath.read(file);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
