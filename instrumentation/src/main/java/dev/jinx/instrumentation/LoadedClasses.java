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
import org.jspecify.annotations.Nullable;

/** Weaves classes that were loaded before the transformer was there, by retransformation. */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final PreFilter filter;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

  LoadedClasses(Instrumentation instrumentation, PreFilter filter) {
    this.instrumentation = instrumentation;
    this.filter = filter;
  }

  void weave() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      // Hidden classes, such as those of lambdas, are shown to no transformer.
      if (!loaded.isArray()
          && !loaded.isHidden()
          && Prohibited.reason(loaded.getName().replace('.', '/')) == null
          && isWanted(loaded)) {
        if (instrumentation.isModifiableClass(loaded)) {
          found.add(loaded);
        } else {
          complain(loaded, "the JVM does not let it be changed");
        }
      }
    }
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

  private boolean isWanted(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    boolean jdk = loader == null || loader == platform;
    return filter.means(loaded, jdk) || loader != null && !jdk && isAnnotated(loaded, loader);
  }

  /** Looks at the class file, as annotations need not be kept for run time. */
  private boolean isAnnotated(Class<?> loaded, ClassLoader loader) {
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
    Say.now(loaded.getName() + " was loaded before the agent and cannot be woven: " + problem);
  }
}
