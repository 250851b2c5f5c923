package dev.jinx.expression;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * What expressions may reach. Of the application, its public methods and all its fields. Of the
 * JDK, the methods that read, of the classes that hold values; nothing that reflects, loads, runs,
 * opens or ends anything. Of this agent, nothing.
 */
final class Permitted {
  private static final Set<String> LANG =
      Set.of(
          "String",
          "CharSequence",
          "StringBuilder",
          "StringBuffer",
          "Comparable",
          "Iterable",
          "Number",
          "Byte",
          "Short",
          "Integer",
          "Long",
          "Float",
          "Double",
          "Boolean",
          "Character",
          "Enum",
          "Record",
          "Throwable",
          "StackTraceElement",
          "AbstractStringBuilder");

  /** Of java.util: those that are not plain holders of values. */
  private static final Set<String> CLOSED_UTIL =
      Set.of("ServiceLoader", "Timer", "TimerTask", "Scanner", "ResourceBundle");

  private static final Set<String> CONCURRENT =
      Set.of("CountDownLatch", "Semaphore", "TimeUnit", "Phaser", "CyclicBarrier");

  /** Begin of the names of methods that read. */
  private static final String[] READING = {
    "get", "is", "has", "contains", "to", "index", "lastIndex", "starts", "ends", "compare"
  };

  private static final Set<String> READING_NAMES =
      Set.of(
          "equals",
          "hashCode",
          "name",
          "ordinal",
          "size",
          "length",
          "charAt",
          "substring",
          "subSequence",
          "trim",
          "strip",
          "matches",
          "isEmpty",
          "orElse",
          "keySet",
          "values",
          "entrySet",
          "peek",
          "peekFirst",
          "peekLast",
          "element",
          "first",
          "last",
          "firstKey",
          "lastKey",
          "firstEntry",
          "lastEntry",
          "cardinality",
          "remaining",
          "position",
          "limit",
          "capacity",
          "signum",
          "bitLength",
          "scale",
          "precision",
          "intValue",
          "longValue",
          "shortValue",
          "byteValue",
          "floatValue",
          "doubleValue",
          "booleanValue",
          "charValue",
          "availablePermits",
          "remainingCapacity",
          "millis",
          "nanos",
          "version",
          "sum");

  private static final Set<String> OF_OBJECT =
      Set.of("toString/0", "hashCode/0", "equals/1", "getClass/0");

  private static final Set<String> ADDRESSES =
      Set.of(
          "java.net.InetSocketAddress#getPort",
          "java.net.InetSocketAddress#getAddress",
          "java.net.InetSocketAddress#getHostString",
          "java.net.InetSocketAddress#isUnresolved",
          "java.net.InetAddress#getHostAddress",
          "java.net.Inet4Address#getHostAddress",
          "java.net.Inet6Address#getHostAddress",
          "java.net.InetAddress#isLoopbackAddress",
          "java.net.Inet4Address#isLoopbackAddress",
          "java.net.Inet6Address#isLoopbackAddress");

  private Permitted() {}

  /** Classes of this agent: by their loader, too, as an application may have any package. */
  static boolean isOurs(Class<?> type) {
    String name = type.getName();
    if (!name.startsWith("dev.jinx.") && !name.startsWith("java.jinx.")) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == Permitted.class.getClassLoader();
  }

  static boolean isPlatform(Class<?> type) {
    String name = type.getName();
    return name.startsWith("java.") || name.startsWith("javax.") || isInternal(type);
  }

  /** Classes behind the JDK's interfaces, which nobody names; proxies are their makers'. */
  static boolean isInternal(Class<?> type) {
    String name = type.getName();
    return (name.startsWith("jdk.") || name.startsWith("sun.") || name.startsWith("com.sun."))
        && !Proxy.isProxyClass(type);
  }

  /** Whether this method, as this class declares it, may be called. */
  static boolean allows(Method method) {
    Class<?> type = method.getDeclaringClass();
    if (isOurs(type)) {
      return false;
    }
    if (OF_OBJECT.contains(method.getName() + "/" + method.getParameterCount())) {
      return true;
    }
    return !isPlatform(type) || isOpen(type, method.getName(), method.getParameterCount());
  }

  private static boolean isOpen(Class<?> type, String method, int arguments) {
    String name = type.getName();
    if (name.startsWith("java.net.")) {
      return ADDRESSES.contains(name + "#" + method);
    }
    return holdsValues(type) && reads(method) && !moves(type, method, arguments);
  }

  private static boolean holdsValues(Class<?> type) {
    String home = type.getPackageName();
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    String name = outer.getSimpleName();
    return switch (home) {
      case "java.lang" -> LANG.contains(name);
      case "java.util" -> !CLOSED_UTIL.contains(name);
      case "java.util.concurrent" ->
          CONCURRENT.contains(name)
              || name.startsWith("Concurrent")
              || name.startsWith("CopyOnWrite")
              || name.endsWith("Queue")
              || name.endsWith("Deque");
      case "java.nio" -> name.endsWith("Buffer");
      case "java.math", "java.time", "java.util.concurrent.atomic" -> true;
      default -> home.startsWith("java.time.");
    };
  }

  private static boolean reads(String method) {
    if (READING_NAMES.contains(method)) {
      return true;
    }
    if (method.startsWith("getAnd")) {
      return false;
    }
    for (String begin : READING) {
      int length = begin.length();
      if (method.startsWith(begin)
          && (method.length() == length || Character.isUpperCase(method.charAt(length)))) {
        return true;
      }
    }
    return false;
  }

  /** Methods that seem to read, but move a position or compute for others. */
  private static boolean moves(Class<?> type, String method, int arguments) {
    String home = type.getPackageName();
    return home.equals("java.nio") && (method.startsWith("get") || arguments > 0)
        || home.equals("java.util.concurrent.atomic") && arguments > 1;
  }
}
