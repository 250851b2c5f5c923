package dev.jinx.expression;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the public methods of a class that expressions may call. */
final class Methods {
  private final Class<?> type;
  private final Consumer<Class<?>> opener;

  Methods(Class<?> type, Consumer<Class<?>> opener) {
    this.type = type;
    this.opener = opener;
  }

  /**
   * The methods of that name and number of arguments, one for each list of types.
   *
   * @throws Failure where the JDK declares such a method that may not be called
   */
  List<Method> named(String name, int arguments) throws Failure {
    Map<List<Class<?>>, Method> found = new LinkedHashMap<>();
    Method closed = null;
    for (Class<?> home : Hierarchy.all(type)) {
      for (Method method : home.getDeclaredMethods()) {
        if (!method.getName().equals(name)
            || method.getParameterCount() != arguments
            || !Modifier.isPublic(method.getModifiers())
            || method.isBridge()) {
          continue;
        }
        if (Permitted.allows(method)) {
          keep(found, method);
        } else if (!Permitted.isInternal(home)) {
          closed = method;
        }
      }
    }
    if (closed != null) {
      // Even where the application overrides it: it would act as the JDK's method does.
      throw new Failure(
          closed.getDeclaringClass().getName() + "." + name + "() may not be called here");
    }
    return List.copyOf(found.values());
  }

  /** The method without arguments that gives a value, or null. */
  @Nullable Method giving(String name) throws Failure {
    for (Method method : named(name, 0)) {
      if (method.getReturnType() != void.class) {
        return method;
      }
    }
    return null;
  }

  /** Names of methods that could be called, without arguments where they give a value. */
  TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (Class<?> home : Hierarchy.all(type)) {
      for (Method method : home.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && !method.isSynthetic()
            && Permitted.allows(method)) {
          names.add(method.getName());
        }
      }
    }
    return names;
  }

  /** Keeps the method that can be reached most easily: of a public type that is not hidden. */
  private void keep(Map<List<Class<?>>, Method> found, Method method) {
    List<Class<?>> key = Arrays.asList(method.getParameterTypes());
    Method known = found.get(key);
    if (known == null || !isReachable(known) && isReachable(method)) {
      found.put(key, method);
    }
  }

  private static boolean isReachable(Method method) {
    Class<?> home = method.getDeclaringClass();
    return Modifier.isPublic(home.getModifiers())
        && home.getModule().isExported(home.getPackageName());
  }

  /** Makes it callable; null where it is. */
  static @Nullable String open(
      java.lang.reflect.AccessibleObject member, Class<?> home, Consumer<Class<?>> opener) {
    if (member.trySetAccessible()) {
      return null;
    }
    opener.accept(home);
    return member.trySetAccessible()
        ? null
        : "module " + home.getModule().getName() + " does not open " + home.getPackageName();
  }

  /** Those of the methods that return something, made callable. */
  List<Method> opened(List<Method> methods) throws Failure {
    List<Method> usable = new ArrayList<>();
    for (Method method : methods) {
      if (method.getReturnType() == void.class) {
        // It gives nothing to look at, so it can only do something.
        continue;
      }
      if (!isReachable(method)) {
        String problem = open(method, method.getDeclaringClass(), opener);
        if (problem != null) {
          throw new Failure(problem);
        }
      }
      usable.add(method);
    }
    return usable;
  }
}
