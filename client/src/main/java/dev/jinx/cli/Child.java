package dev.jinx.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that runs in our place: with our input and output, our signals, and its own end. */
final class Child {
  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /**
   * Starts a program with the agent.
   *
   * @param program its command line
   * @param agent jinx.jar
   * @param options the agent's
   */
  static Child start(List<String> program, Path agent, AgentOptions options, Terminal terminal) {
    String text = options.toString();
    String argument = "-javaagent:" + agent + (text.isEmpty() ? "" : "=" + text);
    List<String> command = new ArrayList<>(program);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    if (isJava(program.get(0))) {
      command.add(1, argument);
    } else {
      add(builder.environment(), argument);
    }
    Signals signals = new Signals();
    try {
      Child child = new Child(builder.start());
      signals.passOnTo(child.process.toHandle());
      return child;
    } catch (IOException e) {
      throw new CommandException(
          "cannot run '" + program.get(0) + "': " + e.getMessage(), status(program.get(0)), e);
    }
  }

  /** A java gets the agent as an argument: what it starts itself is not meant. */
  private static boolean isJava(String program) {
    return String.valueOf(Path.of(program).getFileName()).equals("java");
  }

  private static void add(Map<String, String> environment, String argument) {
    boolean blank = argument.chars().anyMatch(Character::isWhitespace);
    String quote = !blank ? "" : argument.indexOf('"') < 0 ? "\"" : "'";
    String before = environment.getOrDefault(TOOL_OPTIONS, "");
    environment.put(TOOL_OPTIONS, (before + " " + quote + argument + quote).strip());
  }

  /** As shells have it: there, but not to be run, or not there at all. */
  private static int status(String program) {
    return program.indexOf('/') >= 0 && Files.exists(Path.of(program))
        ? Exit.NO_PROGRAM
        : Exit.NOT_FOUND;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends it, and what it started, in order, as a SIGTERM does; who is still there after that time
   * is killed.
   */
  void end(Duration grace) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly); // some may have come since
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // nobody completes these by a failure
    }
    process.waitFor();
  }

  /** Waits for its end; its exit code, or 128 and the number of the signal that ended it. */
  int await() throws InterruptedException {
    return process.waitFor();
  }
}
