package dev.jinx.instrumentation;

import org.jspecify.annotations.Nullable;

/** Classes that are never woven: those that a hit itself needs before its guard is set. */
final class Prohibited {
  private static final String[] PREFIXES = {
    "java/jinx/",
    "dev/jinx/bootstrap/",
    "dev/jinx/net/",
    "dev/jinx/instrumentation/",
    "dev/jinx/agent/",
    "dev/jinx/shaded/",
    "java/lang/invoke/",
    "java/lang/Thread",
    "java/lang/VirtualThread",
    "java/lang/BaseVirtualThread",
    "java/lang/ClassLoader",
    "java/lang/ref/",
    "java/util/concurrent/atomic/",
    "java/util/concurrent/ConcurrentSkipList",
    "java/util/concurrent/ConcurrentLinkedQueue",
    "java/util/concurrent/locks/LockSupport",
    "jdk/internal/misc/",
    "jdk/internal/vm/",
    "sun/instrument/",
  };

  private static final String[] CLASSES = {
    "java/lang/Object",
    "java/lang/Class",
    "java/lang/System",
    "java/lang/Long",
    "java/lang/Number",
    "java/lang/Integer",
    "java/lang/Boolean",
    "java/lang/Byte",
    "java/lang/Character",
    "java/lang/Double",
    "java/lang/Float",
    "java/lang/Short",
    "java/lang/Enum",
    "java/lang/Math",
  };

  private Prohibited() {}

  /** Why that class, with slashes, is never woven; null where it may be. */
  static @Nullable String reason(String internalName) {
    for (String prefix : PREFIXES) {
      if (internalName.startsWith(prefix)) {
        return "classes in " + prefix.replace('/', '.') + "* are needed by a hit itself";
      }
    }
    for (String name : CLASSES) {
      if (internalName.equals(name)) {
        return name.replace('/', '.') + " is needed by a hit itself";
      }
    }
    return null;
  }
}
