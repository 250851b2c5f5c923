package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Threads;
import dev.jinx.bootstrap.Woven;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Sees every class that is loaded or retransformed, and weaves those that points select. */
final class Transformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private volatile PreFilter filter;
  private final Passing passing = new Passing();
  private final Module boot = Point.class.getModule();
  private final @Nullable ClassLoader platform = ClassLoader.getPlatformClassLoader();

  Transformer(Instrumentation instrumentation, PreFilter filter) {
    this.instrumentation = instrumentation;
    this.filter = filter;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (name == null || isOurs(loader)) {
      return null;
    }
    boolean entered = false;
    try {
      PreFilter seen;
      byte[] woven;
      do {
        seen = filter;
        if (seen.asksForSupertypes()) {
          // The look runs the application's loader.
          entered = Threads.enterAgent() || entered;
        }
        boolean jdk = loader == null || loader == platform;
        List<Planned> planned = seen.planned(name, loader, jdk, file);
        boolean annotated = !jdk && seen.mayBeAnnotated(file);
        if (planned == null && !annotated || Prohibited.reason(name) != null) {
          woven = null;
        } else {
          entered = Threads.enterAgent() || entered;
          woven =
              weave(seen, module, loader, name, file, planned == null ? List.of() : planned, jdk);
        }
        if (redefined == null) {
          // Whoever declares a point from here on does not find it among the loaded ones yet.
          passing.add(new Passed(name, loader));
        }
      } while (seen != filter);
      return woven;
    } catch (Throwable fault) {
      Faults.count("reading class " + name, fault);
      return null;
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** The classes that passed last. */
  Passing passing() {
    return passing;
  }

  /** The points that are looked for from now on. */
  void use(PreFilter filter) {
    this.filter = filter;
  }

  private byte @Nullable [] weave(
      PreFilter filter,
      @Nullable Module module,
      @Nullable ClassLoader loader,
      String name,
      byte[] file,
      List<Planned> planned,
      boolean jdk) {
    ClassReader reader;
    ClassPlan plan;
    try {
      reader = new ClassReader(file);
      plan = new ClassPlan(reader, loader, planned, filter);
    } catch (Throwable fault) {
      // Such as a class file that is newer than the reader.
      for (Planned point : planned) {
        point.point.tell(Woven.failed(name.replace('/', '.'), loader, fault.toString()));
      }
      throw fault;
    }
    byte[] woven = null;
    try {
      if (!plan.isEmpty()) {
        woven = ClassWeaver.weave(reader, plan, jdk);
        letReach(module);
      }
    } catch (Throwable fault) {
      plan.tellFailed(fault);
      Say.later(plan.dottedName() + " could not be woven and stays as it is: " + fault);
      return null;
    }
    plan.tell();
    return plan.isWoven() ? woven : null;
  }

  /**
   * Lets the JDK's core reach the hook before any of its classes is woven: the reach is kept in
   * maps whose classes are of that module.
   */
  void letCoreReach() {
    letReach(Object.class.getModule());
  }

  /** A named module does not read the boot loader's unnamed one, where the hook is, by itself. */
  private void letReach(@Nullable Module module) {
    if (module != null && module.isNamed() && !module.canRead(boot)) {
      instrumentation.redefineModule(module, Set.of(boot), Map.of(), Map.of(), Set.of(), Map.of());
    }
  }

  /**
   * Whether a loader is the one of our own libraries. A selector for the application's Undertow
   * must neither weave nor report ours, which may well be another version.
   */
  private static boolean isOurs(@Nullable ClassLoader loader) {
    return loader != null && loader.getClass().getName().equals("dev.jinx.agent.JinxClassLoader");
  }
}
