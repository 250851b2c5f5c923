package dev.jinx.check;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files of a jar, or those below a folder in it, such as {@code BOOT-INF/classes/}. */
final class Jar implements ClassSource {
  private final JarFile jar;
  private final String folder;
  private final List<String> classes;

  /**
   * @param folder ends with a slash, or is empty for the jar itself
   */
  Jar(File file, String folder) throws IOException {
    // Classes for this version of Java stand in place of those for all.
    this.jar = new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version());
    this.folder = folder;
    this.classes =
        jar.versionedStream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(folder))
            .map(name -> name.substring(folder.length()))
            .filter(Jar::isClass)
            .map(Jar::className)
            .distinct()
            .sorted()
            .toList();
  }

  static boolean isClass(String file) {
    return file.endsWith(".class")
        && !file.endsWith("module-info.class")
        && !file.endsWith("package-info.class")
        && !file.startsWith("META-INF/")
        && !file.startsWith("BOOT-INF/")
        && !file.startsWith("WEB-INF/");
  }

  static String className(String file) {
    return file.substring(0, file.length() - ".class".length());
  }

  @Override
  public Collection<String> classes() {
    return classes;
  }

  @Override
  public byte @Nullable [] read(String file) throws IOException {
    JarEntry entry = jar.getJarEntry(folder + file);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
