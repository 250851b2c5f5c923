package dev.jinx.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A method into which a point was woven: what its woven code stands for. */
public final class Site {
  private static final MethodHandle HIT;
  private static final MethodHandle HIT_WITH_VALUES;
  private static final Map<String, Site> BY_PLACE = new HashMap<>();
  private static volatile Site[] all = {};

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HIT = lookup.findVirtual(Site.class, "hit", MethodType.methodType(Object.class));
      HIT_WITH_VALUES =
          lookup.findVirtual(
              Site.class, "hit", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final int id;
  private final Point point;
  private final String label;

  /** What the scribe keeps with a site; its own. */
  public @Nullable Object note;

  private Site(int id, Point point, String label) {
    this.id = id;
    this.point = point;
    this.label = label;
  }

  /**
   * The site of a point in a method; the same one for each loader that has the class, and for each
   * time it is woven. For the weaver.
   *
   * @param label {@code com.acme.Store#commit(long)}
   */
  public static Site of(Point point, String label) {
    synchronized (BY_PLACE) {
      String place = point.id() + " " + label;
      Site known = BY_PLACE.get(place);
      if (known != null) {
        return known;
      }
      int id = BY_PLACE.size();
      Site site = new Site(id, point, label);
      Site[] sites = all;
      if (id == sites.length) {
        sites = new Site[Math.max(16, id * 2)];
        System.arraycopy(all, 0, sites, 0, id);
      }
      sites[id] = site;
      // Also where the array is the same: the write makes the new element visible.
      all = sites;
      BY_PLACE.put(place, site);
      return site;
    }
  }

  static Site at(int id) {
    return all[id];
  }

  /** The number that stands in the woven code. */
  public int id() {
    return id;
  }

  /** The point. */
  public Point point() {
    return point;
  }

  /** The method: {@code com.acme.Store#commit(long)}. */
  public String label() {
    return label;
  }

  /** Links a woven call; see {@code java.jinx.Hook}. It does not throw. */
  public static CallSite link(int id, MethodType type) {
    try {
      Site site = all[id];
      MutableCallSite call = new MutableCallSite(site.target(Mode.OFF, type));
      site.point.calls().add(site, call);
      return call;
    } catch (Throwable fault) {
      Faults.count("linking a hook", fault);
      return new ConstantCallSite(MethodHandles.empty(type));
    }
  }

  MethodHandle target(Mode mode, MethodType type) {
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

  /** Whether a statically called site has anything to do. */
  public static boolean on(int id) {
    return all[id].point.mode() != Mode.OFF;
  }

  /** A hit of a statically called site. */
  public static @Nullable Object hit(int id, @Nullable Object[] values) throws Throwable {
    return all[id].hit(values);
  }

  private @Nullable Object hit() throws Throwable {
    return Hit.hit(this, null);
  }

  private @Nullable Object hit(@Nullable Object[] values) throws Throwable {
    return Hit.hit(this, values);
  }
}
