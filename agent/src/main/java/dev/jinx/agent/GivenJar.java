package dev.jinx.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Which jar the agent was given as. The JVM does not tell an agent, and the boot loader does not
 * tell where its classes come from; but {@code Boot-Class-Path} means the jar of the usual name
 * beside the one given, and that may be another one.
 */
final class GivenJar {
  /** The name that {@code Boot-Class-Path} gives. */
  static final String NAME = "jinx.jar";

  private static final String OPTION = "-javaagent:";

  private GivenJar() {}

  /**
   * The agent's jar, or null where it is not to be found. A jar of the usual name on the command
   * line is found without opening anything; else all of the class path is looked through, whose
   * last jar of ours it is, because the JVM appends it there.
   */
  static @Nullable File find(boolean attached) {
    File file = null;
    if (!attached) {
      file = option(commandLine());
      file = file == null ? option(words(System.getenv("JAVA_TOOL_OPTIONS"))) : file;
      file = file == null ? option(words(System.getenv("JDK_JAVA_OPTIONS"))) : file;
    }
    return file == null ? fromClassPath() : file;
  }

  /** The jar that the boot loader takes our classes from, where the manifest made it do so. */
  static File boot(File given) {
    return given.getName().equals(NAME) ? given : new File(given.getParentFile(), NAME);
  }

  /** Linux only; elsewhere empty. */
  private static String commandLine() {
    try (FileInputStream in = new FileInputStream("/proc/self/cmdline")) {
      return new String(in.readAllBytes(), Charset.defaultCharset());
    } catch (IOException none) {
      // The class path is looked through then.
      return "";
    }
  }

  private static String words(@Nullable String options) {
    return options == null ? "" : options.replace(' ', '\0');
  }

  /** The jar of the usual name among the arguments, which end in NUL. */
  static @Nullable File option(String arguments) {
    int start = 0;
    while (start < arguments.length()) {
      int nul = arguments.indexOf('\0', start);
      int end = nul < 0 ? arguments.length() : nul;
      if (arguments.startsWith(OPTION, start)) {
        int equals = arguments.indexOf('=', start);
        int stop = equals < 0 || equals > end ? end : equals;
        File file = canonical(new File(arguments.substring(start + OPTION.length(), stop)));
        if (file.getName().equals(NAME) && file.isFile()) {
          return file;
        }
      }
      start = end + 1;
    }
    return null;
  }

  private static @Nullable File fromClassPath() {
    File last = null;
    try {
      Enumeration<URL> all = ClassLoader.getSystemResources(Build.ENTRY);
      while (all.hasMoreElements()) {
        File file = file(all.nextElement().getPath());
        last = file == null ? last : file;
      }
    } catch (IOException unreadable) {
      // What was found until then has to do.
      return last;
    }
    return last;
  }

  /** The jar in {@code file:/a%20b/jinx.jar!/META-INF/jinx/build}. */
  static @Nullable File file(String path) {
    int end = path.length() - Build.ENTRY.length() - 2;
    try {
      return canonical(new File(new URI(path.substring(0, end))));
    } catch (Exception strange) {
      // No jar in the file system, and so not the one that the JVM was given.
      return null;
    }
  }

  private static File canonical(File file) {
    try {
      return file.getCanonicalFile();
    } catch (IOException broken) {
      return file.getAbsoluteFile();
    }
  }
}
