package dev.jinx.bootstrap;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a point in one class of one loader. */
public final class Woven {
  private final String className;
  private final String loaderName;
  private final @Nullable WeakReference<ClassLoader> loader;
  private final List<Site> sites;
  private final List<String> nearest;
  private final @Nullable String missing;
  private final @Nullable String failure;

  private Woven(
      String className,
      @Nullable ClassLoader loader,
      List<Site> sites,
      List<String> nearest,
      @Nullable String missing,
      @Nullable String failure) {
    this.className = className;
    this.loaderName = describe(loader);
    this.loader = loader == null ? null : new WeakReference<>(loader);
    this.sites = sites;
    this.nearest = nearest;
    this.missing = missing;
    this.failure = failure;
  }

  /** The class was woven at these sites. */
  public static Woven into(String className, @Nullable ClassLoader loader, List<Site> sites) {
    return new Woven(className, loader, sites, List.of(), null, null);
  }

  /**
   * The class has no such method, or the method no such place.
   *
   * @param what is missing, as a predicate of the class: {@code is loaded but has no such method}
   * @param nearest what may have been meant
   */
  public static Woven missing(
      String className, @Nullable ClassLoader loader, String what, List<String> nearest) {
    return new Woven(className, loader, List.of(), nearest, what, null);
  }

  /** The class could not be woven. */
  public static Woven failed(String className, @Nullable ClassLoader loader, String failure) {
    return new Woven(className, loader, List.of(), List.of(), null, failure);
  }

  private static String describe(@Nullable ClassLoader loader) {
    if (loader == null) {
      return "boot";
    }
    String name = loader.getName();
    String type = loader.getClass().getName();
    return name == null || name.isEmpty()
        ? type + "@" + Integer.toHexString(System.identityHashCode(loader))
        : name;
  }

  /** The class, with dots. */
  public String className() {
    return className;
  }

  /** The loader's name, or its type and identity; {@code boot} for the JDK's core. */
  public String loaderName() {
    return loaderName;
  }

  /** The woven methods: {@code commit(long)}. */
  public List<String> methods() {
    List<String> methods = new ArrayList<>();
    for (Site site : sites) {
      String method = site.label().substring(site.label().indexOf('#') + 1);
      if (!methods.contains(method)) {
        methods.add(method);
      }
    }
    return methods;
  }

  /** The woven sites: one for each method, or more where its places differ. */
  public List<Site> sites() {
    return sites;
  }

  /** The loader; null for the boot loader. To be asked only where it is not gone. */
  @Nullable ClassLoader loader() {
    return loader == null ? null : loader.get();
  }

  /** What is missing, as a predicate of the class, or null. */
  public @Nullable String missing() {
    return missing;
  }

  /** Near names, where the method or the place in it is missing. */
  public List<String> nearest() {
    return nearest;
  }

  /** Why it could not be woven, or null. */
  public @Nullable String failure() {
    return failure;
  }

  boolean isGone() {
    return loader != null && loader.get() == null;
  }

  boolean isSameClass(Woven other) {
    return className.equals(other.className)
        && (loader == null
            ? other.loader == null
            : other.loader != null && loader.get() == other.loader.get());
  }
}
