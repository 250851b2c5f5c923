package dev.jinx.expression;

import dev.jinx.bootstrap.Names;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of one class that expressions have asked for. It is kept by the class itself (see
 * {@link Reach}), so that it goes when the class goes.
 */
final class Members {
  /** Names that are computed could be any; beyond this many, they are looked up each time. */
  private static final int MOST_KEPT = 512;

  private final Class<?> type;
  private final Consumer<Class<?>> opener;
  private final Methods methods;
  private final ConcurrentHashMap<String, Property> properties = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, List<Method>> calls = new ConcurrentHashMap<>();

  Members(Class<?> type, Consumer<Class<?>> opener) {
    this.type = type;
    this.opener = opener;
    this.methods = new Methods(type, opener);
  }

  Property property(String name) {
    Property known = properties.get(name);
    if (known == null) {
      known = find(name);
      if (properties.size() < MOST_KEPT) {
        properties.put(name, known);
      }
    }
    return known;
  }

  /** Methods of that name and number of arguments; none is a failure. */
  List<Method> calls(String name, int arguments) throws Failure {
    String key = name + "/" + arguments;
    List<Method> known = calls.get(key);
    if (known == null) {
      known = methods.opened(methods.named(name, arguments));
      if (known.isEmpty()) {
        throw new Failure(noMethod(name, arguments));
      }
      if (calls.size() < MOST_KEPT) {
        calls.put(key, known);
      }
    }
    return known;
  }

  private Property find(String name) {
    try {
      Method getter = getter(name);
      if (getter != null) {
        return Property.of(methods.opened(List.of(getter)).get(0));
      }
      Field field = field(name);
      if (field == null) {
        return missing(name);
      }
      String problem = Methods.open(field, field.getDeclaringClass(), opener);
      return problem == null ? Property.of(field) : Property.refused(problem);
    } catch (Failure e) {
      return missingOr(name, e);
    } catch (LinkageError | RuntimeException e) {
      // A class whose signatures name classes that are not there cannot be asked.
      return Property.refused(type.getName() + " cannot be looked at: " + Failure.of(e));
    }
  }

  /** A field of the application may have the name of a method that may not be called. */
  private Property missingOr(String name, Failure refusal) {
    Field field = field(name);
    if (field == null) {
      return Property.refused(refusal.reason());
    }
    String problem = Methods.open(field, field.getDeclaringClass(), opener);
    return problem == null ? Property.of(field) : Property.refused(problem);
  }

  private @Nullable Method getter(String name) throws Failure {
    if (name.isEmpty()) {
      return null;
    }
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    Method getter = methods.giving("get" + capital);
    if (getter == null) {
      Method is = methods.giving("is" + capital);
      getter = is != null && isBoolean(is.getReturnType()) ? is : null;
    }
    if (getter == null) {
      Method accessor = methods.giving(name);
      // A method that is no accessor does something: it has to be called by its parentheses.
      getter = accessor != null && isAccessor(accessor) ? accessor : null;
    }
    return getter;
  }

  private static boolean isBoolean(Class<?> type) {
    return type == boolean.class || type == Boolean.class;
  }

  private boolean isAccessor(Method method) {
    return Permitted.isPlatform(method.getDeclaringClass()) || field(method.getName()) != null;
  }

  /** The nearest field of the application's classes. */
  private @Nullable Field field(String name) {
    for (Class<?> home : Hierarchy.classes(type)) {
      if (Permitted.isPlatform(home) || Permitted.isOurs(home)) {
        continue;
      }
      for (Field field : home.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    return null;
  }

  private Property missing(String name) {
    TreeSet<String> names = methods.names();
    if (names.contains(name)) {
      return Property.refused(
          "no property '"
              + name
              + "' on "
              + type.getName()
              + "; to call the method: "
              + name
              + "()");
    }
    TreeSet<String> all = new TreeSet<>();
    for (String method : names) {
      String property = propertyOf(method);
      if (property != null) {
        all.add(property);
      }
    }
    for (Class<?> home : Hierarchy.classes(type)) {
      if (!Permitted.isPlatform(home) && !Permitted.isOurs(home)) {
        for (Field field : home.getDeclaredFields()) {
          all.add(field.getName());
        }
      }
    }
    return Property.refused(
        "no property '" + name + "' on " + type.getName() + Names.hint(name, all));
  }

  private static @Nullable String propertyOf(String method) {
    int begin = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
    if (begin == 0 || begin == method.length()) {
      return null;
    }
    return Character.toLowerCase(method.charAt(begin)) + method.substring(begin + 1);
  }

  private String noMethod(String name, int arguments) {
    TreeSet<String> names = methods.names();
    String text =
        "no public method "
            + name
            + " with "
            + arguments
            + (arguments == 1 ? " argument" : " arguments")
            + " on "
            + type.getName();
    return names.contains(name) ? text + " that returns a value" : text + Names.hint(name, names);
  }
}
