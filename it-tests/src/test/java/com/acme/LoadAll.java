package com.acme;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;

/** Loads and links every class of the jars that it is given, and tells how each one went. */
public final class LoadAll {
  public static void main(String[] jars) throws Exception {
    List<String> names = new ArrayList<>();
    for (String jar : jars) {
      try (JarFile file = new JarFile(jar)) {
        file.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.endsWith(".class"))
            .filter(name -> !name.startsWith("META-INF/") && !name.contains("-info"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .forEach(names::add);
      }
    }
    Collections.sort(names);
    StringBuilder told = new StringBuilder();
    for (String name : names) {
      told.append(name).append(' ').append(link(name)).append('\n');
    }
    System.out.print(told);
    System.out.println("loaded");
    System.in.read();
  }

  /**
   * Asking for constructors makes HotSpot link the class, which verifies it, without running its
   * initializer.
   */
  private static String link(String name) {
    try {
      Class<?> type = Class.forName(name, false, LoadAll.class.getClassLoader());
      java.lang.reflect.Constructor<?>[] asked = type.getDeclaredConstructors();
      return asked == null ? "" : "linked";
    } catch (NoClassDefFoundError absent) {
      // Of several that are absent, which is met first depends on where HotSpot keeps their names.
      return absent.getClass().getName();
    } catch (ClassNotFoundException | LinkageError broken) {
      return broken.toString().lines().findFirst().orElse("");
    }
  }
}
