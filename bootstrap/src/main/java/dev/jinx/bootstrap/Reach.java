package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reflection into the application's classes, whatever they declare. */
public final class Reach {
  private static volatile @Nullable Weaver weaver;

  private static volatile @Nullable Module reader;

  private static volatile MethodHandles.@Nullable Lookup lookup;

  private Reach() {}

  /** Sets the module of our code off the boot loader, which looks into classes as well. */
  public static void letRead(Module module) {
    reader = module;
  }

  /** That module, or null while none of it is loaded. */
  public static @Nullable Module reader() {
    return reader;
  }

  /** Sets who opens modules; once, at start. */
  public static void by(Weaver opener) {
    weaver = opener;
  }

  /** Who declares points at run time, or null while nothing is woven. */
  public static @Nullable Weaver weaver() {
    return weaver;
  }

  /**
   * A lookup with all the rights of the class itself.
   *
   * @throws MisfitException where the JDK does not let us
   */
  static MethodHandles.Lookup lookup(Class<?> type) throws MisfitException {
    MethodHandles.Lookup all = lookup;
    if (all == null) {
      // A lookup that is handed over at a woven call has these rights too; but classes of the JDK
      // and old ones hand over none, and one from another module may not call a super method.
      try {
        Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        open(MethodHandles.Lookup.class, trusted);
        all = (MethodHandles.Lookup) trusted.get(null);
      } catch (ReflectiveOperationException other) {
        throw new MisfitException("this JDK has no lookup for all classes: " + other);
      }
      lookup = all;
    }
    return all.in(type);
  }

  /**
   * Makes a member of the class usable.
   *
   * @throws MisfitException where its module does not let us
   */
  static void open(Class<?> type, AccessibleObject member) throws MisfitException {
    try {
      Weaver opener = weaver;
      if (opener != null) {
        opener.open(type);
      }
      member.setAccessible(true);
    } catch (RuntimeException closed) {
      throw new MisfitException(type.getName() + " is closed to reflection: " + closed);
    }
  }
}
