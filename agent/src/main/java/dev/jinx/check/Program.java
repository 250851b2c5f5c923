package dev.jinx.check;

import dev.jinx.agent.PlannedPoint;
import dev.jinx.instrumentation.DryRun;
import dev.jinx.instrumentation.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The program to check against, with its JDK, as its classes would be loaded. */
final class Program {
  private final ClassPath classPath;
  private final JdkClasses jdk = new JdkClasses();
  private final ProgramLoader loader;
  private @Nullable ClassNames names;

  Program(ClassPath classPath) {
    this.classPath = classPath;
    this.loader = new ProgramLoader(classPath);
  }

  /** Shows a dry run all classes of the program, and those of the JDK that points may mean. */
  void show(DryRun run, List<PlannedPoint> points) throws IOException {
    for (String name : classPath.classes()) {
      // What the JDK has too, its loaders give: the program's copy is never loaded.
      byte[] file = name.startsWith("java/") ? null : classPath.read(name + ".class");
      if (file != null) {
        run.look(name, loader, false, file);
      }
    }
    Set<String> named = new LinkedHashSet<>();
    boolean all = false;
    for (PlannedPoint point : points) {
      Selector selector = point.selector();
      if (selector.net() != null) {
        continue;
      }
      String name = selector.className().replace('.', '/');
      named.add(name);
      all |=
          !selector.isExact()
              && selector.reachesJdk()
              && (!selector.subtypes() || jdk.read(name) != null);
    }
    if (all) {
      for (Map.Entry<String, Path> entry : jdk.all().entrySet()) {
        run.look(entry.getKey(), null, true, Files.readAllBytes(entry.getValue()));
      }
      return;
    }
    for (String name : named) {
      byte[] file = name.indexOf('*') >= 0 ? null : jdk.read(name);
      if (file != null) {
        run.look(name, null, true, file);
      }
    }
  }

  /** Whether there is a class of that name with dots, in the program or in the JDK. */
  boolean has(String name) throws IOException {
    String internal = name.replace('.', '/');
    return classPath.classes().contains(internal) || jdk.read(internal) != null;
  }

  /** The loader that a class was shown with; null for those of the JDK. */
  @Nullable ClassLoader loaderOf(String name) {
    return classPath.classes().contains(name.replace('.', '/')) ? loader : null;
  }

  /** The loader of the program's own classes. */
  ProgramLoader loader() {
    return loader;
  }

  /** All names, for hints. */
  ClassNames names() throws IOException {
    ClassNames known = names;
    if (known == null) {
      List<String> all = new ArrayList<>();
      for (String name : classPath.classes()) {
        all.add(name.replace('/', '.'));
      }
      for (String name : jdk.all().keySet()) {
        all.add(name.replace('/', '.'));
      }
      known = new ClassNames(all);
      names = known;
    }
    return known;
  }
}
