package dev.jinx.agent;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.security.CodeSource;

/**
 * The entry of {@code java -jar jinx.jar COMMAND}. The commands and their libraries are hidden in
 * the jar as those of the server are; this class only opens the door.
 */
public final class Main {
  /** Exit status where the jar is not as it should be. */
  private static final int DAMAGED = 70;

  private Main() {}

  /** Runs a command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      CodeSource source = Main.class.getProtectionDomain().getCodeSource();
      File jar = new File(source.getLocation().toURI());
      JinxClassLoader loader = new JinxClassLoader(jar, ClassLoader.getSystemClassLoader());
      Thread.currentThread().setContextClassLoader(loader);
      return (Integer)
          Class.forName("dev.jinx.cli.JinxCommand", true, loader)
              .getMethod("run", String[].class)
              .invoke(null, (Object) arguments);
    } catch (InvocationTargetException failed) {
      System.err.println("jinx: " + failed.getCause());
      return DAMAGED;
    } catch (Exception | LinkageError damaged) {
      System.err.println("jinx: this jinx.jar is damaged or incomplete: " + damaged);
      return DAMAGED;
    }
  }
}
