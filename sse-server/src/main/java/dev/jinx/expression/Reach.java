package dev.jinx.expression;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes from a value to what it holds: properties, elements, results of methods. What is known of a
 * class is kept in the class, by a {@link ClassValue}: nothing here holds a class or its loader.
 */
final class Reach {
  private static final Set<String> OF_CLASS = Set.of("name", "simpleName", "packageName");

  private final ClassValue<Members> members;

  Reach(Consumer<Class<?>> opener) {
    members =
        new ClassValue<>() {
          @Override
          protected Members computeValue(Class<?> type) {
            return new Members(type, opener);
          }
        };
  }

  /** {@code target.name}; null of null. */
  @Nullable Object property(@Nullable Object target, String name) throws Failure {
    if (target == null) {
      return null;
    }
    if (target instanceof ThreadFacts facts) {
      if (ThreadFacts.has(name)) {
        return ThreadFacts.read(facts.thread(), name);
      }
      return members.get(facts.thread().getClass()).property(name).read(facts.thread());
    }
    if (target instanceof Locals locals) {
      return Locals.read(locals, name);
    }
    if (target instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (target instanceof Class<?> type) {
      return ofClass(type, name);
    }
    if (target.getClass().isArray()) {
      return ofArray(target, name);
    }
    if (target instanceof Thread thread && ThreadFacts.has(name)) {
      return ThreadFacts.read(thread, name);
    }
    return members.get(target.getClass()).property(name).read(target);
  }

  /** {@code target[index]}; null of null. */
  @Nullable Object element(@Nullable Object target, @Nullable Object index) throws Failure {
    if (target == null) {
      return null;
    }
    if (target instanceof Map<?, ?> map && !(target instanceof Locals)) {
      return map.get(index);
    }
    Object plain = index == null ? null : Arithmetic.plain(index);
    boolean indexed =
        target.getClass().isArray() || target instanceof List || target instanceof CharSequence;
    if (indexed && plain instanceof Number number) {
      return at(target, number.longValue());
    }
    if (plain instanceof String name) {
      return property(target, name);
    }
    throw new Failure(Texts.name(target) + " has no element " + Texts.name(index));
  }

  private static @Nullable Object at(Object target, long index) throws Failure {
    int size = Operators.size(target);
    if (index < 0 || index >= size) {
      throw new Failure("no element " + index + ": there are " + size);
    }
    int at = (int) index;
    if (target instanceof List<?> list) {
      return list.get(at);
    }
    return target instanceof CharSequence text ? (Object) text.charAt(at) : Array.get(target, at);
  }

  /** {@code target.name(args)}; null of null. */
  @Nullable Object call(@Nullable Object target, String name, @Nullable Object[] args)
      throws Failure {
    if (target == null) {
      return null;
    }
    if (target instanceof ThreadFacts || target instanceof Class<?>) {
      if (args.length == 0 && name.startsWith("get") && name.length() > 3) {
        return property(target, Character.toLowerCase(name.charAt(3)) + name.substring(4));
      }
      if (args.length == 0 && name.equals("toString")) {
        return target.toString();
      }
      throw new Failure(name + "() may not be called here");
    }
    if (target.getClass().isArray()) {
      throw new Failure("an array has no methods");
    }
    List<Method> methods = members.get(target.getClass()).calls(name, args.length);
    Method method = Arguments.choose(methods, args, name);
    return Property.invoke(method, target, Arguments.fit(method, args));
  }

  private static Object ofClass(Class<?> type, String name) throws Failure {
    if (!OF_CLASS.contains(name)) {
      throw new Failure("of a class, only name, simpleName and packageName may be read");
    }
    return switch (name) {
      case "name" -> type.getName();
      case "simpleName" -> type.getSimpleName();
      default -> type.getPackageName();
    };
  }

  private static Object ofArray(Object array, String name) throws Failure {
    if (name.equals("length") || name.equals("size")) {
      return Array.getLength(array);
    }
    if (name.equals("class")) {
      return array.getClass();
    }
    throw new Failure("no property '" + name + "' on an array; there is length");
  }
}
