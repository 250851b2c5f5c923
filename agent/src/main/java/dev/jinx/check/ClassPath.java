package dev.jinx.check;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class path as {@code java -cp} has it, with {@code lib/*}, and {@code Class-Path} of manifests;
 * and what launchers find by themselves: the nested jars of Spring Boot, of a WAR, of an EAR. Of
 * two classes of one name the first counts.
 */
final class ClassPath implements AutoCloseable {
  private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
  private static final List<String> LIBRARIES =
      List.of("BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/", "lib/");

  private final List<ClassSource> sources = new ArrayList<>();
  private final Map<String, ClassSource> classes = new LinkedHashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private @Nullable Path extracted;
  private int nested;

  private ClassPath() {}

  /**
   * Opens all of it.
   *
   * @param paths each one or several entries, separated as the system does
   * @throws IOException with a message for people, where an entry is not there or no jar
   */
  static ClassPath of(List<String> paths) throws IOException {
    ClassPath made = new ClassPath();
    try {
      for (String path : paths) {
        for (String entry : path.split(File.pathSeparator)) {
          if (!entry.isEmpty()) {
            made.add(entry);
          }
        }
      }
    } catch (IOException unreadable) {
      made.close();
      throw unreadable;
    }
    return made;
  }

  private void add(String entry) throws IOException {
    if (entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*")) {
      addAll(entry, Path.of(entry.substring(0, entry.length() - 1)));
      return;
    }
    Path path = Path.of(entry);
    if (Files.isDirectory(path)) {
      add(new Directory(path));
    } else if (Files.isRegularFile(path)) {
      addJar(path);
    } else {
      throw new IOException("no file or directory '" + entry + "' (of the class path)");
    }
  }

  private void addAll(String entry, Path directory) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(directory)) {
      jars = files.filter(ClassPath::isArchive).sorted().toList();
    } catch (IOException none) {
      throw new IOException("no directory '" + directory + "' (of the class path)", none);
    }
    if (jars.isEmpty()) {
      throw new IOException("no jar matches '" + entry + "' (of the class path)");
    }
    for (Path jar : jars) {
      addJar(jar);
    }
  }

  private static boolean isArchive(Path path) {
    String name = path.toString().toLowerCase(java.util.Locale.ROOT);
    return name.endsWith(".jar") || name.endsWith(".war");
  }

  private void addJar(Path path) throws IOException {
    if (!seen.add(path.toAbsolutePath().normalize())) {
      return;
    }
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      List<String> names = jar.stream().map(JarEntry::getName).toList();
      for (String folder : CLASSES) {
        if (names.stream().anyMatch(name -> name.startsWith(folder))) {
          add(new Jar(path.toFile(), folder));
        }
      }
      for (String name : names) {
        if (isLibrary(name)) {
          addJar(extract(jar, name));
        }
      }
      add(new Jar(path.toFile(), ""));
      addManifest(path, jar.getManifest());
    } catch (IOException unreadable) {
      throw new IOException("cannot read '" + path + "': " + unreadable.getMessage(), unreadable);
    }
  }

  private static boolean isLibrary(String name) {
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    boolean war = folder.isEmpty() && name.endsWith(".war");
    return war || LIBRARIES.contains(folder) && name.endsWith(".jar");
  }

  private Path extract(JarFile jar, String name) throws IOException {
    if (extracted == null) {
      extracted = Files.createTempDirectory("jinx-check");
    }
    String simple = name.substring(name.lastIndexOf('/') + 1);
    Path file = extracted.resolve(nested++ + "-" + simple);
    try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
      Files.copy(in, file);
    }
    return file;
  }

  /** Entries of {@code Class-Path} that are not there are passed over, as the JVM does. */
  private void addManifest(Path jar, @Nullable Manifest manifest) throws IOException {
    String more =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    if (more == null) {
      return;
    }
    for (String entry : more.trim().split("\\s+")) {
      Path path;
      try {
        URI uri = jar.toAbsolutePath().toUri().resolve(entry);
        path = "file".equals(uri.getScheme()) ? Path.of(uri) : null;
      } catch (IllegalArgumentException noUri) {
        path = null;
      }
      if (path != null && Files.isDirectory(path) && seen.add(path)) {
        add(new Directory(path));
      } else if (path != null && Files.isRegularFile(path)) {
        addJar(path);
      }
    }
  }

  private void add(ClassSource source) {
    sources.add(source);
    for (String name : source.classes()) {
      classes.putIfAbsent(name, source);
    }
  }

  /** The names of all classes, with slashes. */
  Set<String> classes() {
    return classes.keySet();
  }

  /** A class file or resource, or null. */
  byte @Nullable [] read(String file) throws IOException {
    ClassSource known = file.endsWith(".class") ? classes.get(Jar.className(file)) : null;
    if (known != null) {
      return known.read(file);
    }
    for (ClassSource source : sources) {
      byte[] bytes = source.read(file);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    for (ClassSource source : sources) {
      source.close();
    }
    if (extracted != null) {
      List<Path> files;
      try (Stream<Path> all = Files.list(extracted)) {
        files = all.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(extracted);
    }
  }
}
