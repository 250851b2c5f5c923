package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** A site in a class of one loader: what actions have to fit. */
public final class Place {
  private final Site site;
  private final @Nullable ClassLoader loader;
  private boolean askedOthers;

  /** A site in a class of that loader; null for the boot loader. */
  public Place(Site site, @Nullable ClassLoader loader) {
    this.site = site;
    this.loader = loader;
  }

  Shape shape() {
    return site.shape();
  }

  Site site() {
    return site;
  }

  String label() {
    return site.label();
  }

  /** Whether a class came from a loader that is not the woven class's own. */
  boolean hasAskedOthers() {
    return askedOthers;
  }

  /**
   * A class as the woven one would find it, not initialized. The JDK's own classes do not see the
   * application's: there the thread's context loader is asked, then the system's.
   */
  Class<?> load(String name) throws MisfitException {
    Class<?> found = find(name, loader);
    if (found == null && loader == null) {
      askedOthers = true;
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      found = context == null ? null : find(name, context);
      found = found == null ? find(name, ClassLoader.getSystemClassLoader()) : found;
    }
    if (found != null) {
      return found;
    }
    String hint =
        name.indexOf('.') < 0 && find("java.lang." + name, null) != null
            ? "; did you mean 'java.lang." + name + "'?"
            : name.indexOf('.') < 0 && find("java.io." + name, null) != null
                ? "; did you mean 'java.io." + name + "'?"
                : ", as " + label() + " sees classes";
    throw new MisfitException("there is no class '" + name + "'" + hint);
  }

  private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError | RuntimeException none) {
      // Also what a loader throws that was closed, such as a stopped web application's.
      return null;
    }
  }
}
