package com.acme;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Makes one object of each class that it is given, calls each method once, and tells what came of
 * it.
 */
public final class Exercise {
  public static void main(String[] classes) throws Exception {
    for (String name : classes) {
      Class<?> type = Class.forName(name);
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      Object made = constructor.newInstance(arguments(constructor.getParameterTypes()));
      Method[] methods = type.getDeclaredMethods();
      Arrays.sort(methods, Comparator.comparing(Method::getName));
      for (Method method : methods) {
        System.out.println(type.getName() + " " + method.getName() + " " + call(method, made));
      }
    }
    System.out.println("exercised");
    System.in.read();
  }

  private static String call(Method method, Object made) throws IllegalAccessException {
    try {
      Object target = Modifier.isStatic(method.getModifiers()) ? null : made;
      Object result = method.invoke(target, arguments(method.getParameterTypes()));
      return result instanceof Object[] array ? Arrays.toString(array) : String.valueOf(result);
    } catch (InvocationTargetException thrown) {
      return "threw " + thrown.getCause();
    }
  }

  private static Object[] arguments(Class<?>[] types) {
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(types[i], i);
    }
    return arguments;
  }

  private static Object argument(Class<?> type, int i) {
    if (type == int.class) {
      return 3 + i;
    } else if (type == long.class) {
      return 5_000_000_000L + i;
    } else if (type == double.class) {
      return 0.5 + i;
    } else if (type == float.class) {
      return 1.5f + i;
    } else if (type == byte.class) {
      return (byte) i;
    } else if (type == short.class) {
      return (short) i;
    } else if (type == char.class) {
      return (char) ('a' + i);
    } else if (type == boolean.class) {
      return true;
    }
    return type == String.class ? "text" : null;
  }
}
