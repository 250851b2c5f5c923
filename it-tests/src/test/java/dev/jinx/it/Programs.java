package dev.jinx.it;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Makes programs that use libraries of others: from sources in {@code src/test/programs} and jars
 * copied by the build.
 */
public final class Programs {
  private Programs() {}

  /** Directory or jar that the build copied into {@code target/programs}. */
  public static Path copied(String name) {
    Path path = Path.of("target/programs").resolve(name).toAbsolutePath();
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing: the build of it-tests copies it");
    }
    return path;
  }

  /** All jars of a directory of {@code target/programs}, by name. */
  public static Path[] jars(String directory) {
    return files(copied(directory)).toArray(Path[]::new);
  }

  /** Compiles {@code src/test/programs/NAME} for Java 17; answers the directory of its classes. */
  public static Path compile(String name, Path... classPath) {
    try {
      Path to = Files.createTempDirectory("jinx-it-" + name);
      List<String> arguments =
          List.of("--release", "17", "-proc:none", "-d", to.toString(), "-cp", join(classPath));
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      StringWriter told = new StringWriter();
      boolean good =
          compiler.getTask(told, null, null, arguments, null, sources(compiler, name)).call();
      if (!good) {
        throw new IllegalStateException("cannot compile " + name + "\n" + told);
      }
      return to;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Iterable<? extends JavaFileObject> sources(JavaCompiler compiler, String name) {
    return compiler
        .getStandardFileManager(null, null, null)
        .getJavaFileObjectsFromPaths(files(Path.of("src/test/programs", name)));
  }

  /** A jar of a directory of classes, with these pairs of its manifest. */
  public static Path jar(Path jar, Path classes, String... manifest) {
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(jar), manifest(manifest))) {
      putAll(out, classes, "");
      return jar;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * An executable jar as Spring Boot's build tools lay it out: nested jars, found by its loader.
   */
  public static Path springBootJar(Path jar, Path classes, String startClass) {
    String[] pairs = {
      "Main-Class", "org.springframework.boot.loader.launch.JarLauncher",
      "Start-Class", startClass,
      "Spring-Boot-Classes", "BOOT-INF/classes/",
      "Spring-Boot-Lib", "BOOT-INF/lib/"
    };
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest(pairs));
        JarFile loader = new JarFile(jars("spring-loader")[0].toFile())) {
      for (JarEntry entry : loader.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        put(out, entry.getName(), loader.getInputStream(entry).readAllBytes(), false);
      }
      putDirectories(out, "BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/");
      putAll(out, classes, "BOOT-INF/classes/");
      for (Path library : jars("spring")) {
        put(out, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library), true);
      }
      return jar;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Manifest manifest(String... pairs) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    for (int i = 0; i < pairs.length; i += 2) {
      manifest.getMainAttributes().putValue(pairs[i], pairs[i + 1]);
    }
    return manifest;
  }

  private static void putAll(JarOutputStream out, Path classes, String prefix) throws IOException {
    for (Path file : files(classes)) {
      String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
      put(out, prefix + name, Files.readAllBytes(file), false);
    }
  }

  private static void putDirectories(JarOutputStream out, String... names) throws IOException {
    for (String name : names) {
      out.putNextEntry(new JarEntry(name));
      out.closeEntry();
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes, boolean stored)
      throws IOException {
    JarEntry entry = new JarEntry(name);
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String join(Path... path) {
    return String.join(
        File.pathSeparator, Stream.of(path).map(Path::toString).toArray(String[]::new));
  }
}
