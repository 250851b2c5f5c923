package dev.jinx.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether somebody looks at what is written. */
final class Screen {
  static final int OUT = 1;
  static final int ERR = 2;
  private static final List<String> TERMINALS =
      List.of("/dev/pts/", "/dev/tty", "/dev/console", "/dev/vc/");

  private Screen() {}

  /** Whether that stream of this process is a terminal. */
  static boolean is(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return TERMINALS.stream().anyMatch(target::startsWith);
    } catch (IOException | UnsupportedOperationException notLinux) {
      Console console = System.console();
      return console != null && Colours.isOne(console);
    }
  }
}
