package dev.jinx.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A method into which a point was woven: what its woven code stands for. */
public final class Site {
  private static final Map<String, Site> BY_PLACE = new HashMap<>();
  private static volatile Site[] all = {};

  private final int id;
  private final Point point;
  private final String label;
  private final Shape shape;
  private boolean defined;
  private final Linked unlinked = new Linked(this, null);
  private final @Nullable Gate gate;

  /** What the scribe keeps with a site; its own. */
  public @Nullable Object note;

  private Site(int id, Point point, String label, Shape shape) {
    this.id = id;
    this.point = point;
    this.label = label;
    this.shape = shape;
    this.gate = point.gate();
  }

  /**
   * The site of a point in a method; the same one for each loader that has the class, and for each
   * time it is woven. For the weaver.
   *
   * @param label {@code com.acme.Store#commit(long)}
   * @param shape what stands around it
   */
  public static Site of(Point point, String label, Shape shape) {
    synchronized (BY_PLACE) {
      String place = point.id() + " " + label + " " + shape.key();
      Site known = BY_PLACE.get(place);
      if (known != null) {
        return known;
      }
      int id = BY_PLACE.size();
      Site site = new Site(id, point, label, shape);
      Site[] sites = all;
      if (id == sites.length) {
        sites = new Site[Math.max(16, id * 2)];
        System.arraycopy(all, 0, sites, 0, id);
      }
      sites[id] = site;
      // Also where the array is the same: the write makes the new element visible.
      all = sites;
      BY_PLACE.put(place, site);
      if (point.armed() > 0) {
        site.define();
      }
      return site;
    }
  }

  /** Has records of a point that is to be armed be understood, once this process is dead. */
  static void define(Point point) {
    if (RingFile.current() == null) {
      return;
    }
    synchronized (BY_PLACE) {
      for (int i = 0; i < BY_PLACE.size(); i++) {
        if (all[i].point == point) {
          all[i].define();
        }
      }
    }
  }

  private void define() {
    if (!defined) {
      defined = true;
      Definitions.define(this);
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

  /** Whether its class can only be the JDK's, of which there is one; connections are the JDK's. */
  boolean isOfJdk() {
    return label.startsWith("java.")
        || label.startsWith("sun.")
        || label.startsWith("jdk.")
        || point.declaration().isOnConnections();
  }

  /** What stands around it. */
  public Shape shape() {
    return shape;
  }

  /** Links a woven call; see {@code java.jinx.Hook}. It does not throw. */
  public static CallSite link(Class<?> caller, int id, MethodType type) {
    try {
      Site site = all[id];
      Linked.Call call = new Linked.Call(new Linked(site, caller), type);
      site.point.calls().add(call);
      return call;
    } catch (Throwable fault) {
      Faults.count("linking a hook", fault);
      return new ConstantCallSite(MethodHandles.empty(type));
    }
  }

  /** Whether a statically called site has anything to do. */
  public static boolean on(int id) {
    return all[id].point.mode() != Mode.OFF;
  }

  /** Whether woven code is to ask {@link #concerns} before it boxes a call's values. */
  public boolean isGate() {
    return gate != null;
  }

  /** Whether a statically called gate has anything to do for that object. */
  public static boolean concerns(int id, @Nullable Object self) {
    Gate gate = all[id].gate;
    return gate == null || gate.concerns(self);
  }

  /** A hit of a statically called site. */
  public static @Nullable Object hit(int id, @Nullable Object[] values) throws Throwable {
    Site site = all[id];
    return site.gate == null ? Hit.hit(site.unlinked, values) : site.gate.pass(values);
  }
}
