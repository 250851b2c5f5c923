package dev.jinx.expression;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** How a property of a class is read, or why it cannot be. */
interface Property {
  @Nullable Object read(Object target) throws Failure;

  static Property refused(String reason) {
    return target -> {
      throw new Failure(reason);
    };
  }

  static Property of(Method getter) {
    return target -> invoke(getter, target);
  }

  static Property of(Field field) {
    return target -> {
      try {
        return field.get(target);
      } catch (IllegalAccessException e) {
        throw new Failure(field.getName() + " is not accessible");
      }
    };
  }

  /** Calls a method; what it throws becomes a failure that names it. */
  static @Nullable Object invoke(Method method, Object target, @Nullable Object... args)
      throws Failure {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof InterruptedException) {
        // Whoever interrupted the application's thread meant the application.
        Thread.currentThread().interrupt();
      }
      throw new Failure(
          method.getName() + "() threw " + (thrown == null ? "nothing" : Failure.of(thrown)));
    } catch (IllegalAccessException e) {
      throw new Failure(method.getName() + "() is not accessible");
    }
  }
}
