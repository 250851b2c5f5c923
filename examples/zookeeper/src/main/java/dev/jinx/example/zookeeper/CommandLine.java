package dev.jinx.example.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs {@code java -jar jinx.jar} as a person at a shell would, and shows that on the screen. */
final class CommandLine {
  private static final String JAR = "agent/target/jinx.jar";
  private final Screen screen;

  /** Runs in the checkout's root, where the demo itself runs. */
  CommandLine(Screen screen) {
    this.screen = screen;
  }

  /**
   * Shows the command, runs it, shows what it answered. Rows wait meanwhile: they come after the
   * command that caused them.
   */
  void run(String... arguments) throws IOException, InterruptedException {
    synchronized (screen) {
      runAlone(arguments);
    }
  }

  private void runAlone(String... arguments) throws IOException, InterruptedException {
    String shown =
        List.of(arguments).stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
    screen.command("java -jar " + JAR + " " + shown);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR)); // a short life
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new DemoException("that command exited with " + exit + ":\n" + answer.strip());
    }
    answer.lines().forEach(screen::answer);
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9@.:_/-]+") ? argument : "'" + argument + "'";
  }
}
