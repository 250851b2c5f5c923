package dev.jinx.bootstrap;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of a class by whichever of its constructors takes the message and the cause. */
final class Exceptions {
  private final Constructor<?> constructor;
  private final @Nullable Object[] arguments;
  private final int causeAt;
  private final @Nullable Exceptions cause;

  private Exceptions(
      Constructor<?> constructor,
      @Nullable Object[] arguments,
      int causeAt,
      @Nullable Exceptions cause) {
    this.constructor = constructor;
    this.arguments = arguments;
    this.causeAt = causeAt;
    this.cause = cause;
  }

  static Exceptions of(Class<?> type, @Nullable String message, @Nullable Exceptions cause)
      throws MisfitException {
    if (!Throwable.class.isAssignableFrom(type)) {
      throw new MisfitException(type.getName() + " is not a Throwable");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new MisfitException(type.getName() + " is abstract; right is a subclass of it");
    }
    Constructor<?>[] all;
    try {
      all = type.getDeclaredConstructors();
    } catch (LinkageError incomplete) {
      throw new MisfitException(type.getName() + " cannot be used: " + incomplete);
    }
    Exceptions best = null;
    int bestRank = Integer.MAX_VALUE;
    for (Constructor<?> constructor : all) {
      Exceptions made = with(constructor, message, cause);
      int rank = made == null ? Integer.MAX_VALUE : made.rank();
      if (made != null && rank < bestRank) {
        best = made;
        bestRank = rank;
      }
    }
    if (best == null) {
      throw new MisfitException(
          type.getName()
              + " has no constructor that takes "
              + (message == null ? "nothing" : "a message")
              + "; it has "
              + java.util.Arrays.toString(all));
    }
    Reach.open(type, best.constructor);
    return best;
  }

  /** How that constructor takes message and cause, or null where it wants something else. */
  private static @Nullable Exceptions with(
      Constructor<?> constructor, @Nullable String message, @Nullable Exceptions cause) {
    Class<?>[] types = constructor.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    int causeAt = -1;
    int messageAt = -1;
    for (int i = 0; i < types.length; i++) {
      if (Throwable.class.isAssignableFrom(types[i])) {
        if (causeAt >= 0 || cause != null && !types[i].isAssignableFrom(cause.type())) {
          return null;
        }
        causeAt = i;
      } else if (messageAt < 0 && types[i].isAssignableFrom(String.class)) {
        messageAt = i;
        arguments[i] = message;
      } else {
        return null;
      }
    }
    if (message != null && messageAt < 0) {
      return null;
    }
    return new Exceptions(constructor, arguments, causeAt, cause);
  }

  private Class<?> type() {
    return constructor.getDeclaringClass();
  }

  /** Public first, then the fewest parameters left empty, then a String for the message. */
  private int rank() {
    int rank = Modifier.isPublic(constructor.getModifiers()) ? 0 : 100;
    Class<?>[] types = constructor.getParameterTypes();
    for (int i = 0; i < arguments.length; i++) {
      boolean filled = i == causeAt ? cause != null : arguments[i] != null;
      rank += filled ? 0 : 8;
      rank += i == causeAt || types[i] == String.class ? 0 : 2;
    }
    return rank + (cause != null && causeAt < 0 ? 4 : 0);
  }

  /** A new exception whose stack trace begins in the woven method. */
  Throwable make() throws Throwable {
    @Nullable Object[] values = arguments.clone();
    Throwable because = cause == null ? null : cause.make();
    if (causeAt >= 0) {
      values[causeAt] = because;
    }
    Throwable made;
    try {
      made = (Throwable) constructor.newInstance(values);
    } catch (InvocationTargetException failed) {
      // What the application's own constructor threw is as good an exception as any.
      made = failed.getCause() == null ? failed : failed.getCause();
    }
    if (because != null && causeAt < 0 && made.getCause() == null) {
      try {
        made.initCause(because);
      } catch (IllegalStateException fixed) {
        made.addSuppressed(because);
      }
    }
    OwnFrames.cut(made);
    return made;
  }
}
