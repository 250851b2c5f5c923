package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Which program a JVM runs, for the option {@code main}. Loaded only where that is given. */
final class MainClass {
  private MainClass() {}

  /**
   * Whether this JVM's program is meant: its main class, for {@code -jar} also the name of the jar
   * or the {@code Main-Class} or {@code Start-Class} in its manifest.
   *
   * @param pattern a name with {@code *} for any characters
   * @param command {@code sun.java.command}: main class, module/class or jar, then arguments
   * @param classPath {@code java.class.path}; with {@code -jar} it begins with the jar
   */
  static boolean matches(String pattern, @Nullable String command, @Nullable String classPath) {
    if (command == null || command.isBlank()) {
      return false;
    }
    String jar = jar(command, classPath);
    if (jar == null) {
      String first = word(command);
      return glob(pattern, first) || glob(pattern, first.substring(first.indexOf('/') + 1));
    }
    return glob(pattern, new File(jar).getName()) || glob(pattern, jar) || manifest(pattern, jar);
  }

  private static @Nullable String jar(String command, @Nullable String classPath) {
    if (classPath == null) {
      return null;
    }
    int end = classPath.indexOf(File.pathSeparatorChar);
    String first = end < 0 ? classPath : classPath.substring(0, end);
    boolean same =
        !first.isEmpty()
            && command.startsWith(first)
            && (command.length() == first.length() || command.charAt(first.length()) == ' ');
    // A class of that name is no file.
    return same && new File(first).isFile() ? first : null;
  }

  private static String word(String command) {
    int blank = command.indexOf(' ');
    return blank < 0 ? command : command.substring(0, blank);
  }

  private static boolean manifest(String pattern, String path) {
    try (JarFile jar = new JarFile(new File(path), false)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return false;
      }
      Attributes attributes = manifest.getMainAttributes();
      String main = attributes.getValue("Main-Class");
      String start = attributes.getValue("Start-Class");
      return main != null && glob(pattern, main.strip())
          || start != null && glob(pattern, start.strip());
    } catch (IOException unreadable) {
      // The JVM will say so itself, when it is about to run the jar.
      return false;
    }
  }

  /** Whether the whole text matches; {@code *} stands for any characters, also none. */
  static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
