package dev.jinx.agent;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Startup;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.Threads;
import dev.jinx.instrumentation.Planned;
import dev.jinx.instrumentation.Weaving;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts Jinx in this JVM: checks, reads the configuration, weaves, arms, and leaves the server to
 * a thread of its own. Comes from the boot loader, or refuses.
 */
public final class Start {
  /** A system property that tells how far we came: {@code attach} asks for it from outside. */
  static final String STATUS = "dev.jinx.agent";

  private static boolean begun;

  private Start() {}

  /**
   * Starts, once in a JVM. Never throws, but for {@code on-error=fail} in a running JVM.
   *
   * @param argument the agent argument, empty for none
   * @param own the jar that {@link Agent} appended itself, or null where the manifest did it
   * @param attached whether the application is running already
   */
  public static void begin(
      String argument, Instrumentation instrumentation, @Nullable File own, boolean attached) {
    Problems problems = new Problems();
    boolean fail = false;
    try {
      Options options = new Options(argument, problems);
      if (isLeftAlone(options, attached)) {
        return;
      }
      fail = isFail(options, problems);
      start(options, problems, instrumentation, own, attached, fail);
    } catch (Throwable fault) {
      // Whatever it is, the application must not suffer from it.
      problems.add("cannot start", fault.toString());
    }
    if (problems.isEmpty()) {
      return;
    }
    problems.say();
    if (attached && !begun()) {
      System.setProperty(STATUS, "not started: " + problems.lines().get(0));
    }
    if (fail && attached) {
      throw new IllegalStateException("Jinx was not started: " + problems.lines().get(0));
    } else if (fail) {
      System.exit(1);
    }
  }

  private static synchronized boolean begun() {
    return begun;
  }

  private static boolean isLeftAlone(Options options, boolean attached) {
    Value main = options.get("main");
    if (main == null) {
      return false;
    }
    String command = System.getProperty("sun.java.command");
    if (MainClass.matches(main.text, command, System.getProperty("java.class.path"))) {
      return false;
    }
    if (attached) {
      Say.now("nothing is done: " + main.where + "=" + main.text + " means another program");
    }
    return true;
  }

  static boolean isFail(Options options, Problems problems) {
    Value value = options.get("on-error");
    if (value == null || value.text.equals("continue")) {
      return false;
    }
    if (!value.text.equals("fail")) {
      problems.add(value.where, "'" + value.text + "' is not continue or fail");
    }
    return value.text.equals("fail");
  }

  private static synchronized void start(
      Options options,
      Problems problems,
      Instrumentation instrumentation,
      @Nullable File own,
      boolean attached,
      boolean fail) {
    if (begun) {
      Say.now(
          "a second agent in this JVM is ignored; the first goes on ("
              + System.getProperty(STATUS)
              + ")");
      return;
    }
    File jar = jar(own, attached, problems);
    if (jar == null) {
      return;
    }
    Configuration configuration =
        Configuration.read(options, jar, new LateExpressions(jar), problems);
    if (!problems.isEmpty()) {
      return;
    }
    begun = true;
    System.setProperty(STATUS, "started");
    // Before any thread has a table: where its records go is then decided.
    RingStart.place(configuration, instrumentation);
    // What this thread does for us is no hit of the application's.
    boolean entered = Threads.enterAgent();
    try {
      deleteStale(configuration.portFile);
      weave(configuration, instrumentation);
      AgentThreads.create(
              "jinx-start", new ServerStart(configuration, jar, instrumentation, fail && !attached))
          .start();
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** The jar that our classes come from; null, and a problem, where they come from elsewhere. */
  private static @Nullable File jar(@Nullable File own, boolean attached, Problems problems) {
    if (Start.class.getClassLoader() != null) {
      problems.add("class loaders", "the boot loader does not know our classes; nothing is woven");
      return null;
    }
    File given = own == null ? GivenJar.find(attached) : own;
    if (given == null) {
      problems.add("class loaders", "cannot tell where jinx.jar is; nothing is woven");
      return null;
    }
    File boot = own == null ? GivenJar.boot(given) : null;
    if (boot == null || boot == given) {
      return given;
    }
    String build = String.valueOf(Build.id(given));
    String other = String.valueOf(Build.id(boot));
    if (build.equals(other)) {
      return given;
    }
    problems.add(
        given.getPath(),
        "is of build "
            + build
            + ", but "
            + boot.getName()
            + " beside it, which the JVM takes classes from, is of build "
            + other
            + "; nothing is woven. Remove one of them");
    return null;
  }

  private static void deleteStale(@Nullable String portFile) {
    File file = portFile == null ? null : new File(portFile);
    if (file != null && file.isFile() && !file.delete()) {
      Say.now("cannot remove the stale port file " + file + "; do not trust it");
    }
  }

  private static void weave(Configuration configuration, Instrumentation instrumentation) {
    List<Planned> planned = new ArrayList<>();
    for (PlannedPoint wanted : configuration.points) {
      Point point = Points.declare(wanted.declaration);
      planned.add(new Planned(point, wanted.selector));
      if (wanted.enabled && !configuration.isNamedAtStartup(point.name())) {
        Arming.begin(point, ArmSpec.of(wanted.declaration, wanted.oneShot, seed(point.name())));
      }
    }
    for (StartupPoint wanted : configuration.startup) {
      enable(wanted);
    }
    Reach.by(Weaving.start(instrumentation, planned, configuration.annotations));
    for (String problem : Startup.problems()) {
      Say.now(problem + "; it is enabled as soon as an annotation declares it");
    }
  }

  private static void enable(StartupPoint wanted) {
    long seed = seed(wanted.name);
    Point point = Points.find(wanted.name);
    if (point == null) {
      Startup.enable(
          wanted.name, wanted.terms, wanted.oneShot, seed, wanted.parameters, wanted.where);
    } else {
      Declaration declared = point.declaration();
      Terms terms = wanted.terms == null ? declared.terms() : wanted.terms;
      Arming.begin(
          point,
          new ArmSpec(
              terms == null ? Terms.OBSERVE : terms,
              wanted.oneShot,
              seed,
              wanted.parameters.isEmpty() ? declared.parameters() : wanted.parameters,
              declared.condition(),
              declared.capture(),
              null));
    }
  }

  /** Any number that differs by run and by point; up to 53 bits, so that JSON readers keep it. */
  private static long seed(String name) {
    long mixed = System.nanoTime() * 0x9E3779B97F4A7C15L + name.hashCode();
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    return (mixed ^ mixed >>> 32) >>> 11;
  }
}
