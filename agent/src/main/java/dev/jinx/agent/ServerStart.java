package dev.jinx.agent;

import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts the server beside the application, on a daemon thread. Where that fails, points stay woven
 * and act all the same, and a line says why there is no server.
 */
final class ServerStart implements Runnable {
  private final Configuration configuration;
  private final File jar;
  private final Instrumentation instrumentation;
  private final boolean fail;

  ServerStart(
      Configuration configuration, File jar, Instrumentation instrumentation, boolean fail) {
    this.instrumentation = instrumentation;
    this.configuration = configuration;
    this.jar = jar;
    this.fail = fail;
  }

  @Override
  public void run() {
    try {
      // The JVM's own table of shutdown hooks.
      JdkPackage.open(instrumentation, "jdk.internal.access");
      JinxClassLoader loader = Isolated.loader(jar);
      // Libraries look for their services through it, and the threads that they start inherit it.
      Thread.currentThread().setContextClassLoader(loader);
      start(loader);
    } catch (Throwable fault) {
      System.setProperty(Start.STATUS, "no server: " + reason(fault));
      Say.now(
          "no server: "
              + reason(fault)
              + (fail ? "; the JVM ends (on-error=fail)" : "; points act all the same"));
      if (fail) {
        System.exit(1);
      }
    }
  }

  private void start(JinxClassLoader loader) throws Throwable {
    String name = configuration.node;
    String build = String.valueOf(Build.id(jar));
    String version = Start.class.getPackage().getImplementationVersion();
    if (name == null) {
      configuration.settings.defaultNode(Host.defaultNode());
    } else {
      configuration.settings.node(name);
    }
    Settings settings =
        configuration
            .settings
            .failing(fail)
            .buildId(build)
            .version(version == null ? build : version)
            .build();
    try {
      // It stays reachable by its threads, and closes itself when the JVM ends.
      Class<?> type = Class.forName("dev.jinx.control.Node", true, loader);
      Object node = type.getMethod("start", Settings.class).invoke(null, settings);
      System.setProperty(Start.STATUS, "listens on " + type.getMethod("address").invoke(node));
    } catch (InvocationTargetException wrapped) {
      Throwable cause = wrapped.getCause();
      throw cause == null ? wrapped : cause;
    }
  }

  /** What the user can act on: the message where it is one for people, else the kind of fault. */
  private static String reason(Throwable fault) {
    String message = fault.getMessage();
    boolean forPeople =
        fault.getClass() == IOException.class || fault.getClass() == IllegalStateException.class;
    return message != null && forPeople ? message : fault.toString();
  }
}
