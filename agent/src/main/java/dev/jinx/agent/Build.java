package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Which jar the agent was given as, and which build a jar is of. */
final class Build {
  /** Holds the id of the build, a line. */
  static final String ENTRY = "META-INF/jinx/build";

  /** The name that {@code Boot-Class-Path} gives. */
  static final String JAR = "jinx.jar";

  private Build() {}

  /**
   * The agent's jar. The JVM appends it to the class path: while it starts, by the system property;
   * later, by telling the application's loader only.
   *
   * @return null where it is not to be found
   */
  static @Nullable File agentJar(boolean attached) {
    return attached ? fromLoader() : fromClassPath(System.getProperty("java.class.path", ""));
  }

  static @Nullable File fromClassPath(String classPath) {
    int end = classPath.length();
    while (end > 0) {
      int start = classPath.lastIndexOf(File.pathSeparatorChar, end - 1) + 1;
      File file = canonical(new File(classPath.substring(start, end)));
      // Another agent's jar may follow ours. One of the usual name need not be opened.
      if (start < end && (file.getName().equals(JAR) || id(file) != null)) {
        return file;
      }
      end = start - 1;
    }
    return null;
  }

  private static @Nullable File fromLoader() {
    File last = null;
    try {
      Enumeration<URL> all = ClassLoader.getSystemResources(ENTRY);
      while (all.hasMoreElements()) {
        File file = file(all.nextElement());
        last = file == null ? last : file;
      }
    } catch (IOException unreadable) {
      // As if it were not there: the caller says so.
      return last;
    }
    return last;
  }

  private static @Nullable File file(URL url) {
    String text = url.getPath();
    int end = text.length() - ENTRY.length() - 2;
    try {
      return canonical(new File(new URI(text.substring(0, end))));
    } catch (Exception strange) {
      // No jar in the file system, and so not the one that the JVM was given.
      return null;
    }
  }

  /** The jar that {@code Boot-Class-Path} of the agent's jar means: beside it, by its usual name. */
  static File bootJar(File agentJar) {
    return agentJar.getName().equals(JAR) ? agentJar : new File(agentJar.getParentFile(), JAR);
  }

  private static File canonical(File file) {
    try {
      return file.getCanonicalFile();
    } catch (IOException broken) {
      return file.getAbsoluteFile();
    }
  }

  /** Id of the build that a jar is of, or null where it is none of ours. */
  static @Nullable String id(File jar) {
    if (!jar.isFile()) {
      return null;
    }
    try (ZipFile zip = new ZipFile(jar)) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return new String(in.readNBytes(1_000), StandardCharsets.UTF_8).strip();
      }
    } catch (IOException noJar) {
      // A directory or something else on the class path.
      return null;
    }
  }
}
