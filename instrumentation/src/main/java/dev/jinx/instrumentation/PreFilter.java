package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every loaded class passes: a look at its name, at its constant pool where annotations are
 * looked for, and at wildcards and supertypes only where some point has them. Immutable, but for
 * what it remembers of supertypes.
 */
final class PreFilter {
  /** An annotation that always declares points. */
  static final String ANNOTATION = "dev.jinx.InjectionPoint";

  private final Map<String, List<Planned>> exact = new HashMap<>();
  private final Map<String, List<Planned>> exactByDots = new HashMap<>();
  private final List<Planned> wildcards = new ArrayList<>();
  private final List<Planned> subtypes = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();
  private final ConstantPool annotated;
  private final Hierarchy hierarchy;

  PreFilter(List<Planned> points, List<String> annotationNames) {
    this(points, annotationNames, new Hierarchy());
  }

  /**
   * @param hierarchy what is known of supertypes already
   */
  PreFilter(List<Planned> points, List<String> annotationNames, Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
    for (Planned planned : points) {
      if (planned.selector.subtypes()) {
        subtypes.add(planned);
      } else if (!planned.selector.isExact()) {
        wildcards.add(planned);
      } else {
        String name = planned.selector.className();
        List<Planned> same = exactByDots.get(name);
        if (same == null) {
          same = new ArrayList<>();
          exactByDots.put(name, same);
          exact.put(name.replace('.', '/'), same);
        }
        same.add(planned);
      }
    }
    annotations.add(descriptor(ANNOTATION));
    for (String name : annotationNames) {
      annotations.add(descriptor(name));
    }
    annotated = new ConstantPool(annotations.toArray(new String[0]));
  }

  private static String descriptor(String name) {
    return "L" + name.replace('.', '/') + ";";
  }

  /** Descriptors of the annotations that declare points. */
  List<String> annotations() {
    return annotations;
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  /** Whether supertypes of classes are asked for at all. */
  boolean asksForSupertypes() {
    return !subtypes.isEmpty();
  }

  /** The points whose selectors mean this class, in the order of declaration; null for none. */
  @Nullable List<Planned> planned(
      String internalName, @Nullable ClassLoader loader, boolean jdk, byte[] file) {
    List<Planned> named = exact.get(internalName);
    if (wildcards.isEmpty() && subtypes.isEmpty()) {
      return named;
    }
    List<Planned> all = new ArrayList<>();
    if (named != null) {
      all.addAll(named);
    }
    String dotted = internalName.replace('/', '.');
    for (Planned planned : wildcards) {
      if (matches(planned, dotted, jdk)) {
        all.add(planned);
      }
    }
    for (Planned planned : subtypes) {
      if (hierarchy.isSubtype(internalName, planned.selector.className(), loader, file)) {
        all.add(planned);
      }
    }
    return all.isEmpty() ? null : all;
  }

  /** Whether the class file names one of the annotations. */
  boolean mayBeAnnotated(byte[] file) {
    return annotated.contains(file);
  }

  private static boolean matches(Planned planned, String dottedName, boolean jdk) {
    return (!jdk || planned.selector.reachesJdk()) && planned.selector.matchesClass(dottedName);
  }

  /** Whether a class of that name is meant, as far as the name tells. */
  boolean means(String internalName) {
    boolean meant = exact.containsKey(internalName);
    for (Planned planned : wildcards) {
      meant |= planned.selector.matchesClass(internalName.replace('/', '.'));
    }
    return meant;
  }

  /** The points whose selectors mean a class that is loaded. */
  List<Planned> meaning(Class<?> loaded, boolean jdk) {
    String dotted = loaded.getName();
    List<Planned> meaning = exactByDots.get(dotted);
    if (wildcards.isEmpty() && subtypes.isEmpty()) {
      return meaning == null ? List.of() : meaning;
    }
    meaning = meaning == null ? new ArrayList<>() : new ArrayList<>(meaning);
    for (Planned planned : wildcards) {
      if (matches(planned, dotted, jdk)) {
        meaning.add(planned);
      }
    }
    for (Planned planned : subtypes) {
      if (isSubtype(loaded, planned.selector.className())) {
        meaning.add(planned);
      }
    }
    return meaning;
  }

  private static boolean isSubtype(@Nullable Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().equals(name)) {
        return true;
      }
      for (Class<?> above : at.getInterfaces()) {
        if (isSubtype(above, name)) {
          return true;
        }
      }
    }
    return false;
  }
}
