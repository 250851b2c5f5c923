package dev.jinx.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The arguments of a selector: types, {@code *} for one of any type, {@code ..} for the rest. */
final class Arguments {
  private final @Nullable String descriptor;
  private final List<String> types;

  private Arguments(@Nullable String descriptor, List<String> types) {
    this.descriptor = descriptor;
    this.types = types;
  }

  static Arguments descriptor(String descriptor) {
    return new Arguments(descriptor, List.of());
  }

  static Arguments types(List<String> types) {
    return new Arguments(null, types);
  }

  boolean isDescriptor() {
    return descriptor != null;
  }

  boolean match(String actual) {
    if (descriptor != null) {
      return actual.equals(descriptor);
    }
    Type[] parameters = Type.getArgumentTypes(actual);
    for (int i = 0; i < types.size(); i++) {
      String wanted = types.get(i);
      if (wanted.equals("..")) {
        return true;
      }
      if (i >= parameters.length || !matches(wanted, parameters[i].getClassName())) {
        return false;
      }
    }
    return types.size() == parameters.length;
  }

  /** A type may be given without its package, and nested ones with a dot or a dollar. */
  private static boolean matches(String wanted, String actual) {
    if (wanted.equals("*")) {
      return true;
    }
    String want = wanted.replace('$', '.');
    String have = actual.replace('$', '.');
    return have.equals(want) || have.endsWith("." + want);
  }
}
