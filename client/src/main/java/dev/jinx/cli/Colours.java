package dev.jinx.cli;

import java.io.Console;
import java.util.Map;

/** Whether to write in colour. */
final class Colours {
  static final int RED = 31;
  static final int GREEN = 32;
  static final int YELLOW = 33;

  private Colours() {}

  /** Only on a terminal, and not where {@code NO_COLOR} or a dumb terminal asks for none. */
  static boolean wanted(Map<String, String> environment) {
    Console console = System.console();
    boolean none = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return console != null && !none && !"dumb".equals(environment.get("TERM")) && isOne(console);
  }

  /** From JDK 22 on there is a console without a terminal, too, and a method to tell. */
  static boolean isOne(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before JDK 22 there is a console on a terminal only
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
