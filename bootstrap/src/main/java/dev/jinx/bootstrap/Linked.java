package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.jspecify.annotations.Nullable;

/**
 * A site in one class: what a woven call is bound to. It is reached from that class alone, and so
 * may name it.
 */
final class Linked {
  private static final MethodHandle HIT;
  private static final MethodHandle HIT_WITH_VALUES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HIT = lookup.findVirtual(Linked.class, "hit", MethodType.methodType(Object.class));
      HIT_WITH_VALUES =
          lookup.findVirtual(
              Linked.class, "hit", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** A woven call; it keeps the site in its class, which may be bound to it at any time. */
  static final class Call extends MutableCallSite {
    private final Linked linked;

    Call(Linked linked, MethodType type) {
      super(MethodHandles.empty(type));
      this.linked = linked;
    }

    void become(Mode mode) {
      setTarget(linked.target(mode, type()));
    }
  }

  private static final class Fitted {
    final Arm arm;
    final Effect[] effects;

    Fitted(Arm arm, Effect[] effects) {
      this.arm = arm;
      this.effects = effects;
    }
  }

  final Site site;
  private final @Nullable Class<?> caller;
  private volatile @Nullable Fitted last;

  /** A site in that class; null for a statically called one, which classes of all loaders share. */
  Linked(Site site, @Nullable Class<?> caller) {
    this.site = site;
    this.caller = caller;
  }

  private MethodHandle target(Mode mode, MethodType type) {
    switch (mode) {
      case ON:
        return MethodHandles.dropArguments(HIT.bindTo(this), 0, type.parameterList());
      case WITH_VALUES:
        return HIT_WITH_VALUES
            .bindTo(this)
            .asCollector(Object[].class, type.parameterCount())
            .asType(type);
      default:
        return MethodHandles.empty(type);
    }
  }

  /**
   * What the arm's actions do here, for those that depend on the place; on the application's
   * thread.
   *
   * @throws MisfitException where one cannot act here
   */
  Effect[] effects(Arm arm) throws MisfitException {
    Class<?> type = caller;
    if (type == null && !site.isOfJdk()) {
      return arm.terms().fit(new Place(site, CallerClass.find()));
    }
    Fitted fitted = last;
    if (fitted != null && fitted.arm == arm) {
      return fitted.effects;
    }
    Place place = new Place(site, type == null ? null : type.getClassLoader());
    Effect[] effects = arm.terms().fit(place);
    // What a thread's own loader gave is for that thread, and must not be kept alive from here.
    if (!place.hasAskedOthers()) {
      last = new Fitted(arm, effects);
    }
    return effects;
  }

  /** The loader of the woven class, which must be on the stack of the current thread. */
  @Nullable ClassLoader loader() {
    if (caller != null) {
      return caller.getClassLoader();
    }
    return site.isOfJdk() ? null : CallerClass.find();
  }

  private @Nullable Object hit() throws Throwable {
    return Hit.hit(this, null);
  }

  private @Nullable Object hit(@Nullable Object[] values) throws Throwable {
    return Hit.hit(this, values);
  }
}
