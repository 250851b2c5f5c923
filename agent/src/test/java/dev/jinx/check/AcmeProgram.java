package dev.jinx.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A small program, compiled and laid out as programs are delivered. */
final class AcmeProgram {
  private static final String STORE =
      """
      package com.acme;
      public class Store {
        static { if (true) throw new IllegalStateException("initialized by a check"); }
        public enum Mode { ON, OFF }
        public static class Faults { public static void corrupt(Object self, Object[] args) {} }
        public static class Odd extends Exception { public Odd(int code) {} }
        private long total;
        public Store(long total) { this.total = total; }
        public long commit(long amount) throws java.io.IOException {
          total += amount;
          return Long.parseLong(String.valueOf(total));
        }
        public Mode mode() { return Mode.ON; }
        @FailPoint("marked") public void marked() {}
      }
      """;
  private static final String TRANSPORT =
      """
      package com.acme;
      public interface Transport {
        void send(String peer);
        class Tcp implements Transport { public void send(String peer) {} }
        class Udp implements Transport { public void send(String peer) {} }
      }
      """;
  private static final String FAIL_POINT =
      """
      package com.acme;
      public @interface FailPoint { String value(); }
      """;

  private AcmeProgram() {}

  /** A directory of its classes. */
  static Path classes(Path directory) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("sources"));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Files.writeString(sources.resolve("Store.java"), STORE);
    Files.writeString(sources.resolve("Transport.java"), TRANSPORT);
    Files.writeString(sources.resolve("FailPoint.java"), FAIL_POINT);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-g",
                "-d",
                classes.toString(),
                sources.resolve("Store.java").toString(),
                sources.resolve("Transport.java").toString(),
                sources.resolve("FailPoint.java").toString());
    if (status != 0) {
      throw new IllegalStateException("cannot compile the program");
    }
    return classes;
  }

  /** A jar with the files of a directory below a folder, and further jars below another. */
  static Path jar(Path jar, Path classes, String folder, String library, List<Path> more)
      throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        put(
            out,
            folder + classes.relativize(file).toString().replace(File.separatorChar, '/'),
            file);
      }
      for (Path other : more) {
        put(out, library + other.getFileName(), other);
      }
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, Path file) throws IOException {
    out.putNextEntry(new JarEntry(name));
    Files.copy(file, out);
    out.closeEntry();
  }
}
