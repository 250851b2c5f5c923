package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code -javaagent:jinx.jar} and of {@code VirtualMachine.loadAgent}. It sees to it
 * that the classes of Jinx come from the boot loader, and does nothing else.
 *
 * <p>The JVM loads this class through the application's loader, which asks the boot loader first.
 * The manifest's {@code Boot-Class-Path: jinx.jar} put our jar there, so that normally this very
 * class comes from boot and {@link Start} is called directly. Where the jar was renamed, that entry
 * names nothing: then this copy is the application loader's, appends the jar to the boot loader's
 * search, and hands over to the {@code Start} found there. (The JVM prints a warning about class
 * data sharing then; keeping the name avoids it.)
 *
 * <p>That copy must never touch another class of ours before the jar is appended: it would be
 * loaded by the application's loader, and woven code would then call a second set of tables that
 * nobody reads. It must not keep state, start threads, use java.util.logging or print to stdout.
 */
public final class Agent {
  private Agent() {}

  /** Called by the JVM before the application's {@code main}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    enter(argument, instrumentation, false);
  }

  /** Called by the JVM when the agent is loaded into a running one. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    enter(argument, instrumentation, true);
  }

  private static void enter(
      @Nullable String argument, Instrumentation instrumentation, boolean attached) {
    File own = null;
    if (Agent.class.getClassLoader() != null) {
      own = ownJar();
      if (own == null || !append(own, instrumentation)) {
        return;
      }
    }
    Start.begin(argument == null ? "" : argument, instrumentation, own, attached);
  }

  private static @Nullable File ownJar() {
    CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
    try {
      return new File(source.getLocation().toURI()).getAbsoluteFile();
    } catch (Exception unusable) {
      complain("cannot tell where its jar is (" + unusable + "); nothing is woven");
      return null;
    }
  }

  private static boolean append(File own, Instrumentation instrumentation) {
    try {
      Class<?> there = Class.forName("dev.jinx.agent.Start", false, null);
      // Another agent of ours came first; Start says so.
      return there.getClassLoader() == null;
    } catch (ClassNotFoundException expected) {
      // As it is with a renamed jar.
    }
    try {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(own, false));
      return true;
    } catch (IOException unreadable) {
      complain("cannot read " + own + " (" + unreadable.getMessage() + "); nothing is woven");
      return false;
    }
  }

  /** Without {@code Say}, which is not from boot yet. */
  private static void complain(String text) {
    System.err.println("jinx: " + text);
  }
}
