package java.jinx;

import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Site;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The one class that woven code names.
 *
 * <p>It stands in a {@code java.} package because every class loader delegates those to the boot
 * loader, also the ones of OSGi bundles and web applications that see nothing else of the outside.
 * (The idea is Arthas' spy class.) It holds no state and only passes on.
 *
 * <p>All methods run on the application's threads and throw nothing of their own.
 */
public final class Hook {
  private Hook() {}

  /**
   * Bootstrap method of a woven {@code invokedynamic}. It must not throw: the JVM remembers a
   * failed link for ever, and the application would see the error at each call.
   *
   * @param caller the woven class
   * @param position {@code entry}, {@code exit}, {@code before} ...: for people who read bytecode
   * @param type the values the site passes, returning {@code Object}: null to go on, else what
   *     {@link #value} understands
   * @param site the number of the {@link Site}
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String position, MethodType type, int site) {
    return Site.link(caller.lookupClass(), site, type);
  }

  /** Whether a statically called site has anything to do; woven before arguments are boxed. */
  public static boolean on(int site) {
    return Site.on(site);
  }

  /** Whether a statically called site that is on has anything to do for that object. */
  public static boolean concerns(int site, @Nullable Object self) {
    return Site.concerns(site, self);
  }

  /**
   * A hit of a statically called site: class files older than 51, and classes of the JDK.
   *
   * @param values what the site passes, in the order of the {@code invokedynamic} form
   * @return null to go on, else what {@link #value} understands
   * @throws Throwable only what an armed action is there to throw
   */
  public static @Nullable Object hit(int site, Object[] values) throws Throwable {
    return Site.hit(site, values);
  }

  /** The value to return from the method instead of going on. */
  public static @Nullable Object value(Object decision) {
    return ((Replacement) decision).value();
  }
}
