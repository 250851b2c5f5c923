package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Woven;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Which points want which methods of a class, and, once it is woven, where they got into it. */
final class ClassPlan {
  private final ClassReader reader;
  private final @Nullable ClassLoader loader;
  private final Hierarchy hierarchy;
  private final String dottedName;
  private final List<MethodLook> methods;
  private final List<Planned> planned = new ArrayList<>();
  private final Map<String, MethodPlan> wanted = new HashMap<>();
  private final Map<Point, List<Site>> byPoint = new LinkedHashMap<>();
  private final Map<Point, String> tooLarge = new HashMap<>();

  ClassPlan(
      ClassReader reader, @Nullable ClassLoader loader, List<Planned> planned, PreFilter filter) {
    this.reader = reader;
    this.loader = loader;
    this.hierarchy = filter.hierarchy();
    this.dottedName = reader.getClassName().replace('/', '.');
    this.planned.addAll(planned);
    this.methods = MethodLook.all(reader, filter.annotations());
    for (MethodLook method : methods) {
      for (AnnotationLook annotation : method.annotations) {
        Planned marked = AnnotatedPoints.of(annotation, dottedName, method);
        if (marked != null) {
          this.planned.add(marked);
        }
      }
    }
    for (Planned point : this.planned) {
      for (MethodLook method : matching(point.selector)) {
        if (method.hasBody()) {
          add(point, method);
        }
      }
    }
  }

  private List<MethodLook> matching(Selector selector) {
    List<MethodLook> matching = new ArrayList<>();
    boolean real = false;
    for (MethodLook method : methods) {
      boolean made = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
      boolean bridge = (method.access & Opcodes.ACC_BRIDGE) != 0;
      if (selector.matchesMethod(method.name, method.descriptor)
          && (!made || bridge || selector.namesMethod(method.name))) {
        matching.add(method);
        real |= !bridge;
      }
    }
    // A bridge calls the method that it stands for: with both woven, one call would be two hits.
    for (int i = matching.size() - 1; i >= 0 && real && !selector.hasDescriptor(); i--) {
      if ((matching.get(i).access & Opcodes.ACC_BRIDGE) != 0) {
        matching.remove(i);
      }
    }
    return matching;
  }

  private void add(Planned point, MethodLook method) {
    MethodPlan plan = wanted.get(method.name + method.descriptor);
    if (plan == null) {
      plan = new MethodPlan(this, method);
      wanted.put(method.name + method.descriptor, plan);
    }
    plan.add(point);
  }

  /** Whether no method can get a site. */
  boolean isEmpty() {
    return wanted.isEmpty();
  }

  String dottedName() {
    return dottedName;
  }

  /** What a method is to get, or null. */
  @Nullable MethodPlan of(String name, String descriptor) {
    return wanted.get(name + descriptor);
  }

  /**
   * Whether a place within a method is one that the point means.
   *
   * @param owner the class of a call or of an access of a field; else empty
   * @param name of the method or field; else empty
   * @param descriptor of the method, field or array; else empty
   */
  boolean means(Planned planned, String owner, String name, String descriptor) {
    Selector member = planned.member;
    if (member == null) {
      return descriptor.isEmpty() || planned.meansArray(Arrays.name(descriptor));
    }
    return member.matchesMethod(name, descriptor)
        && (member.subtypes()
            ? hierarchy.isSubtype(owner, member.className(), loader)
            : member.matchesClass(owner.replace('/', '.')));
  }

  /** A site was written. */
  void woven(Site site) {
    List<Site> sites = byPoint.get(site.point());
    if (sites == null) {
      sites = new ArrayList<>();
      byPoint.put(site.point(), sites);
    }
    if (!sites.contains(site)) {
      sites.add(site);
    }
  }

  /**
   * A method got too large with its hooks, and the class is to be woven anew: with fewer values
   * passed, or without the method.
   */
  void leaveOut(String name, String descriptor) {
    MethodPlan plan = wanted.get(name + descriptor);
    if (plan == null) {
      return;
    }
    byPoint.clear();
    if (plan.looksInside() && plan.passesLocals()) {
      plan.passNoLocals();
      return;
    }
    wanted.remove(name + descriptor);
    String reason = plan.method.label() + " is too large for hooks: methods end at 64 KiB";
    Say.later(dottedName + "#" + reason);
    for (Planned point : planned) {
      if (plan.wants(point)) {
        tooLarge.put(point.point, reason);
      }
    }
  }

  /** Tells the points what became of them in this class. */
  void tell() {
    for (Map.Entry<Point, List<Site>> entry : byPoint.entrySet()) {
      entry.getKey().tell(Woven.into(dottedName, loader, entry.getValue()));
    }
    for (Planned point : planned) {
      if (byPoint.containsKey(point.point)) {
        continue;
      }
      String large = tooLarge.get(point.point);
      if (large != null) {
        point.point.tell(Woven.failed(dottedName, loader, large));
      } else if (point.selector.isExact()) {
        point.point.tell(missing(point));
      } else {
        point.point.tellWithout(dottedName, loader);
      }
    }
  }

  /** Whether some site was written. */
  boolean isWoven() {
    return !byPoint.isEmpty();
  }

  /** Tells the points that want methods of this class that it could not be woven. */
  void tellFailed(Throwable fault) {
    for (Planned point : planned) {
      boolean wants = false;
      for (MethodPlan plan : wanted.values()) {
        wants |= plan.wants(point);
      }
      if (wants) {
        point.point.tell(Woven.failed(dottedName, loader, fault.toString()));
      }
    }
  }

  private Woven missing(Planned point) {
    List<MethodLook> same = matching(point.selector);
    if (same.isEmpty()) {
      return Woven.missing(
          dottedName, loader, "is loaded but has no such method", near(point.selector));
    }
    List<MethodPlan> looked = new ArrayList<>();
    for (MethodLook method : same) {
      if (method.hasBody()) {
        looked.add(wanted.get(method.name + method.descriptor));
      }
    }
    if (looked.isEmpty()) {
      return Woven.failed(
          dottedName,
          loader,
          same.get(0).label()
              + " is abstract or native and has no body; '+' after the class selects the methods"
              + " that implement it");
    }
    return new MissingPlace(reader, dottedName, loader, point, looked).tell();
  }

  private List<String> near(Selector selector) {
    List<String> labels = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (MethodLook method : methods) {
      if (method.name.equals(selector.method())) {
        labels.add(method.label());
      }
      if ((method.access & Opcodes.ACC_SYNTHETIC) == 0 && !names.contains(method.name)) {
        names.add(method.name);
      }
    }
    return labels.isEmpty() ? Selector.near(selector.method(), names) : labels;
  }
}
