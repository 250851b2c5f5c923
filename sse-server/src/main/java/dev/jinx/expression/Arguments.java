package dev.jinx.expression;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses among methods of one name by the values they are to be called with, and fits those. */
final class Arguments {
  private static final int UNFIT = 1_000;

  private Arguments() {}

  /** The method that fits best. */
  static Method choose(List<Method> methods, @Nullable Object[] args, String name) throws Failure {
    Method best = null;
    int least = UNFIT;
    boolean tie = false;
    for (Method method : methods) {
      int cost = cost(method.getParameterTypes(), args);
      if (cost < least) {
        best = method;
        least = cost;
        tie = false;
      } else if (cost == least && cost < UNFIT) {
        tie = true;
      }
    }
    if (best == null) {
      throw new Failure("no method " + name + " takes " + described(args));
    }
    if (tie) {
      throw new Failure("several methods " + name + " take " + described(args));
    }
    return best;
  }

  /** The values as the method takes them. */
  static @Nullable Object[] fit(Method method, @Nullable Object[] args) {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] fitted = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      fitted[i] = fit(types[i], args[i]);
    }
    return fitted;
  }

  private static int cost(Class<?>[] types, @Nullable Object[] args) {
    int cost = 0;
    for (int i = 0; i < args.length; i++) {
      cost += cost(types[i], args[i]);
    }
    return Math.min(cost, UNFIT);
  }

  private static int cost(Class<?> type, @Nullable Object value) {
    if (value == null) {
      return type.isPrimitive() ? UNFIT : 1;
    }
    Class<?> boxed = boxed(type);
    if (boxed == value.getClass()) {
      return type.isPrimitive() ? 0 : 1;
    }
    if (boxed.isInstance(value)) {
      return type == Object.class ? 8 : 2;
    }
    if (value instanceof Number number && Number.class.isAssignableFrom(boxed)) {
      Object narrowed = fit(type, number);
      return narrowed instanceof Number same && same.doubleValue() == number.doubleValue()
          ? boxed == Long.class ? 3 : 4
          : UNFIT;
    }
    if (value instanceof String text) {
      boolean character = boxed == Character.class && text.length() == 1;
      return character || type.isEnum() && fit(type, text) != text ? 4 : UNFIT;
    }
    return UNFIT;
  }

  private static @Nullable Object fit(Class<?> type, @Nullable Object value) {
    Class<?> boxed = boxed(type);
    if (value instanceof Number number && !boxed.isInstance(value)) {
      return number(boxed, number);
    }
    if (value instanceof String text && boxed == Character.class && text.length() == 1) {
      return text.charAt(0);
    }
    if (value instanceof String && type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(value)) {
          return constant;
        }
      }
    }
    return value;
  }

  private static Object number(Class<?> boxed, Number number) {
    if (boxed == Long.class) {
      return number.longValue();
    }
    if (boxed == Integer.class) {
      return number.intValue();
    }
    if (boxed == Short.class) {
      return number.shortValue();
    }
    if (boxed == Byte.class) {
      return number.byteValue();
    }
    if (boxed == Double.class) {
      return number.doubleValue();
    }
    return boxed == Float.class ? (Object) number.floatValue() : number;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  private static String described(@Nullable Object[] args) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < args.length; i++) {
      text.append(i == 0 ? "" : ", ").append(Texts.name(args[i]));
    }
    return text.append(')').toString();
  }
}
