package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
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
import org.objectweb.asm.Type;

/** Which methods of a class get which sites: what the first look at the class finds. */
final class ClassPlan {
  private final String dottedName;
  private final List<MethodLook> methods;
  private final List<Planned> planned;
  private final Map<String, List<Site>> sites = new HashMap<>();
  private final Map<Point, List<Site>> byPoint = new LinkedHashMap<>();

  private final Map<Point, MethodLook> bodiless = new LinkedHashMap<>();

  ClassPlan(ClassReader reader, List<Planned> planned, List<String> annotations) {
    this.dottedName = reader.getClassName().replace('/', '.');
    this.planned = planned;
    this.methods = MethodLook.all(reader, annotations);
    for (Planned point : planned) {
      for (MethodLook method : matching(point.selector)) {
        if (method.hasBody()) {
          add(point.point, method);
        }
      }
    }
    for (MethodLook method : methods) {
      for (AnnotationLook annotation : method.annotations) {
        Point point = AnnotatedPoints.of(annotation, dottedName, method);
        if (point != null && method.hasBody()) {
          add(point, method);
        } else if (point != null) {
          bodiless.put(point, method);
        }
      }
    }
    for (List<Site> inOneMethod : sites.values()) {
      inOneMethod.sort(SiteOrder.BY_DECLARATION);
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

  private void add(Point point, MethodLook method) {
    Site site = Site.of(point, dottedName + "#" + method.label(), shape(point, method));
    List<Site> same = sites.get(method.name + method.descriptor);
    if (same == null) {
      same = new ArrayList<>();
      sites.put(method.name + method.descriptor, same);
    }
    if (!same.contains(site)) {
      same.add(site);
      List<Site> told = byPoint.get(point);
      if (told == null) {
        told = new ArrayList<>();
        byPoint.put(point, told);
      }
      told.add(site);
    }
  }

  private static Shape shape(Point point, MethodLook method) {
    Position.Kind kind = point.declaration().position().kind();
    boolean none = Type.getReturnType(method.descriptor).getSort() == Type.VOID;
    Shape.AtHand atHand =
        kind == Position.Kind.THROW
            ? Shape.AtHand.EXCEPTION
            : kind == Position.Kind.EXIT && !none
                ? Shape.AtHand.RESULT
                : Shape.AtHand.NOTHING;
    return new Shape(
        method.descriptor,
        (method.access & Opcodes.ACC_STATIC) != 0,
        atHand,
        method.name.equals("<init>") ? "a constructor must construct" : null);
  }

  /** Tells points that name this class, but no method of it that could be woven. */
  void tellMissing(@Nullable ClassLoader loader) {
    for (Planned point : planned) {
      if (byPoint.containsKey(point.point)) {
        continue;
      }
      if (!point.selector.isExact()) {
        point.point.tellWithout();
        continue;
      }
      List<MethodLook> same = matching(point.selector);
      point.point.tell(
          same.isEmpty()
              ? Woven.missing(dottedName, loader, near(point.selector))
              : noBody(same.get(0), loader));
    }
    for (Map.Entry<Point, MethodLook> annotated : bodiless.entrySet()) {
      if (!byPoint.containsKey(annotated.getKey())) {
        annotated.getKey().tell(noBody(annotated.getValue(), loader));
      }
    }
  }

  private Woven noBody(MethodLook method, @Nullable ClassLoader loader) {
    return Woven.failed(
        dottedName,
        loader,
        method.label()
            + " is abstract or native and has no body; '+' after the class selects the methods"
            + " that implement it");
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

  boolean isEmpty() {
    return sites.isEmpty();
  }

  String dottedName() {
    return dottedName;
  }

  Map<Point, List<Site>> sitesByPoint() {
    return byPoint;
  }

  /** The sites of a method at a position, in the order in which they act. */
  List<Site> sites(String name, String descriptor, Position position) {
    List<Site> all = sites.get(name + descriptor);
    if (all == null) {
      return List.of();
    }
    List<Site> here = new ArrayList<>();
    for (Site site : all) {
      if (site.point().declaration().position().equals(position)) {
        here.add(site);
      }
    }
    return here;
  }

  boolean concerns(String name, String descriptor) {
    return sites.containsKey(name + descriptor);
  }

  /** {@code commit(long)}. */
  static String label(String name, String descriptor) {
    StringBuilder label = new StringBuilder(name).append('(');
    Type[] parameters = Type.getArgumentTypes(descriptor);
    for (int i = 0; i < parameters.length; i++) {
      label.append(i == 0 ? "" : ",").append(parameters[i].getClassName());
    }
    return label.append(')').toString();
  }
}
