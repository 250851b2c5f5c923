package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Woven;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classes that the JVM has loaded already: shown to the transformer again by retransformation. */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

  LoadedClasses(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Weaves what some point of the filter selects, and what is annotated. */
  void weave(PreFilter filter) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (isWanted(loaded, filter)
          || isCandidate(loaded)
              && loader != null
              && loader != platform
              && isAnnotated(loaded, loader, filter)) {
        found.add(loaded);
      }
    }
    show(found, filter);
  }

  /**
   * Weaves what the filter selects.
   *
   * @param passed those that are loaded are taken out
   */
  void weaveSelected(PreFilter filter, Map<String, List<Passed>> passed) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      Passed.remove(loaded, passed);
      if (isWanted(loaded, filter)) {
        found.add(loaded);
      }
    }
    show(found, filter);
  }

  /**
   * Weaves what the filter selects of certain classes.
   *
   * @param passed which; those that are loaded are taken out
   */
  void weave(PreFilter filter, Map<String, List<Passed>> passed) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (Passed.remove(loaded, passed) && isWanted(loaded, filter)) {
        found.add(loaded);
      }
    }
    show(found, filter);
  }

  /** Hidden classes, such as those of lambdas, are shown to no transformer. */
  private static boolean isCandidate(Class<?> loaded) {
    return !loaded.isArray()
        && !loaded.isHidden()
        && Prohibited.reason(loaded.getName().replace('.', '/')) == null;
  }

  private boolean isWanted(Class<?> loaded, PreFilter filter) {
    ClassLoader loader = loaded.getClassLoader();
    return !filter.meaning(loaded, loader == null || loader == platform).isEmpty()
        && isCandidate(loaded);
  }

  private void show(List<Class<?>> wanted, PreFilter filter) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : wanted) {
      if (instrumentation.isModifiableClass(loaded)) {
        found.add(loaded);
        continue;
      }
      String problem = "the JVM does not let it be changed";
      ClassLoader loader = loaded.getClassLoader();
      for (Planned planned : filter.meaning(loaded, loader == null || loader == platform)) {
        planned.point.tell(Woven.failed(loaded.getName(), loader, problem));
      }
      complain(loaded, problem);
    }
    show(found);
  }

  /** Shows all classes of these names, in whatever loader. */
  void showAgain(Set<String> names) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (names.contains(loaded.getName()) && instrumentation.isModifiableClass(loaded)) {
        found.add(loaded);
      }
    }
    show(found);
  }

  private void show(List<Class<?>> found) {
    if (found.isEmpty()) {
      return;
    }
    // All at once: the JVM stops for each call.
    String problem = retransform(found);
    if (problem == null) {
      return;
    }
    for (Class<?> one : found) {
      problem = retransform(List.of(one));
      if (problem != null) {
        complain(one, problem);
      }
    }
  }

  /** Looks at the class file, as annotations need not be kept for run time. */
  private static boolean isAnnotated(Class<?> loaded, ClassLoader loader, PreFilter filter) {
    String resource = loaded.getName().replace('.', '/') + ".class";
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      return stream != null && filter.mayBeAnnotated(stream.readAllBytes());
    } catch (IOException | RuntimeException unreadable) {
      // A class that its loader made without a file: the transformer sees what it is made of.
      return true;
    }
  }

  private @Nullable String retransform(List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
      return null;
    } catch (UnmodifiableClassException | LinkageError | RuntimeException refused) {
      return refused.toString();
    }
  }

  private static void complain(Class<?> loaded, String problem) {
    for (Point point : Points.all()) {
      point.refuse(Woven.failed(loaded.getName(), loaded.getClassLoader(), problem));
    }
    Say.now(loaded.getName() + " was loaded already and cannot be changed: " + problem);
  }
}
