package dev.jinx.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Who extends whom, read from class files and without loading a class. Remembers only names: two
 * loaders whose classes of one name have different supertypes are told apart by reading the file of
 * the class at hand, not those above it.
 */
final class Hierarchy {
  /** Supertypes of a class by its internal name. */
  private final ConcurrentHashMap<String, String[]> known = new ConcurrentHashMap<>();

  /** Whether the class is the type of that name (with dots) or below it. */
  boolean isSubtype(String internalName, String type, @Nullable ClassLoader loader, byte[] file) {
    String wanted = type.replace('.', '/');
    String[] above = supertypes(new ClassReader(file));
    // Also for classes that have no file to be read later, such as generated ones.
    known.put(internalName, above);
    return internalName.equals(wanted) || anyBelow(above, wanted, loader, new HashSet<>());
  }

  /** Whether a type that some code names, which need not be loaded, is the other or below it. */
  boolean isSubtype(String internalName, String type, @Nullable ClassLoader loader) {
    String wanted = type.replace('.', '/');
    return internalName.equals(wanted)
        || anyBelow(above(internalName, loader), wanted, loader, new HashSet<>());
  }

  /** Looks at each type once: many ways may lead to it, and in damaged files a way back. */
  private boolean anyBelow(
      String[] names, String wanted, @Nullable ClassLoader loader, Set<String> seen) {
    for (String name : names) {
      if (name.equals(wanted)
          || !name.equals("java/lang/Object")
              && seen.add(name)
              && anyBelow(above(name, loader), wanted, loader, seen)) {
        return true;
      }
    }
    return false;
  }

  private String[] above(String name, @Nullable ClassLoader loader) {
    String[] above = known.get(name);
    if (above == null) {
      above = read(name, loader);
      if (above == null) {
        // Not remembered: another loader may have the file.
        return new String[0];
      }
      known.put(name, above);
    }
    return above;
  }

  private static String @Nullable [] read(String name, @Nullable ClassLoader loader) {
    String resource = name + ".class";
    try (InputStream stream =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      return stream == null ? null : supertypes(new ClassReader(stream));
    } catch (IOException | RuntimeException unreadable) {
      // The class may be one that only its loader can make; then nothing is above it for us.
      return null;
    }
  }

  private static String[] supertypes(ClassReader reader) {
    String[] interfaces = reader.getInterfaces();
    String parent = reader.getSuperName();
    if (parent == null) {
      return interfaces;
    }
    String[] all = new String[interfaces.length + 1];
    all[0] = parent;
    System.arraycopy(interfaces, 0, all, 1, interfaces.length);
    return all;
  }
}
