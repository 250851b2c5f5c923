package dev.jinx.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** A loader of the classes of jars, which weaves them; the JVM verifies what it loads. */
final class Libraries extends ClassLoader implements AutoCloseable {
  private final List<JarFile> jars = new ArrayList<>();
  private final @Nullable Transformer transformer;
  int woven;

  Libraries(List<String> paths, @Nullable Transformer transformer) throws IOException {
    super("libraries", ClassLoader.getPlatformClassLoader());
    this.transformer = transformer;
    for (String path : paths) {
      jars.add(new JarFile(path));
    }
  }

  List<String> classes() {
    List<String> names = new ArrayList<>();
    for (JarEntry entry : Collections.list(jars.get(0).entries())) {
      String name = entry.getName();
      if (name.endsWith(".class")
          && !name.startsWith("META-INF")
          && !name.endsWith("-info.class")) {
        names.add(name.substring(0, name.length() - 6).replace('/', '.'));
      }
    }
    return names;
  }

  /** How linking went, which verifies: empty where it went well. */
  String link(String name) {
    try {
      return Class.forName(name, false, this).getDeclaredConstructors() == null ? "?" : "";
    } catch (ClassNotFoundException | LinkageError broken) {
      return broken.toString();
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    byte[] file = file(path);
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] changed =
        transformer == null ? null : transformer.transform(null, this, path, null, null, file);
    woven += changed == null ? 0 : 1;
    byte[] used = changed == null ? file : changed;
    return defineClass(name, used, 0, used.length);
  }

  private byte @Nullable [] file(String path) throws ClassNotFoundException {
    for (JarFile jar : jars) {
      JarEntry entry = jar.getJarEntry(path + ".class");
      if (entry != null) {
        try (InputStream stream = jar.getInputStream(entry)) {
          return stream.readAllBytes();
        } catch (IOException unreadable) {
          throw new ClassNotFoundException(path, unreadable);
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
