package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Woven;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Weaves class files that nobody runs: what the transformer of a JVM would tell points, with the
 * same filter, plan and weaver. For one thread.
 */
public final class DryRun {
  private final PreFilter filter;

  /**
   * @param points in the order of their declaration
   * @param annotations names of the annotations that declare points, with dots
   */
  public DryRun(List<Planned> points, List<String> annotations) {
    filter = new PreFilter(points, annotations);
  }

  /**
   * Looks at a class file, and tells the points that mean it.
   *
   * @param name of the class, with slashes
   * @param loader finds the files of its supertypes; null for the boot loader
   * @param jdk whether it is of the JDK
   */
  public void look(String name, @Nullable ClassLoader loader, boolean jdk, byte[] file) {
    List<Planned> planned = filter.planned(name, loader, jdk, file);
    if (planned == null && (jdk || !filter.mayBeAnnotated(file))) {
      return;
    }
    List<Planned> wanted = planned == null ? List.of() : planned;
    String prohibited = Prohibited.reason(name);
    if (prohibited != null) {
      fail(wanted, name, loader, "cannot be woven: " + prohibited);
      return;
    }
    ClassPlan plan;
    ClassReader reader;
    try {
      reader = new ClassReader(file);
      plan = new ClassPlan(reader, loader, wanted, filter);
    } catch (RuntimeException fault) {
      // Such as a class file that is newer than the reader.
      fail(wanted, name, loader, fault.toString());
      return;
    }
    try {
      if (!plan.isEmpty()) {
        ClassWeaver.weave(reader, plan, jdk);
      }
      plan.tell();
    } catch (RuntimeException fault) {
      plan.tellFailed(fault);
    }
  }

  private static void fail(
      List<Planned> planned, String name, @Nullable ClassLoader loader, String reason) {
    for (Planned point : planned) {
      point.point.tell(Woven.failed(name.replace('/', '.'), loader, reason));
    }
  }
}
