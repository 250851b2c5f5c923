package dev.jinx.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * Signals that are meant for the program which runs in our place. They are caught from the
 * beginning, and reach it as soon as it is there.
 */
final class Signals {
  private static final List<String> PASSED_ON = List.of("TERM", "HUP", "INT");

  private final CompletableFuture<ProcessHandle> program = new CompletableFuture<>();

  Signals() {
    for (String name : PASSED_ON) {
      try {
        Signal.handle(new Signal(name), signal -> program.thenAccept(to -> send(name, to)));
      } catch (IllegalArgumentException taken) {
        continue; // -Xrs, or a system without it: then it does what it always does
      }
    }
  }

  void passOnTo(ProcessHandle handle) {
    program.complete(handle);
  }

  private static void send(String name, ProcessHandle to) {
    if (name.equals("TERM")) {
      to.destroy();
      return;
    }
    if (name.equals("INT") && isForeground()) {
      return; // Ctrl-C goes to all who stand in the foreground, so the program has it already
    }
    try {
      String kill = "kill -s " + name + " " + to.pid();
      new ProcessBuilder("/bin/sh", "-c", kill).inheritIO().start().waitFor();
    } catch (IOException noShell) {
      to.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether our process group is the one to which a terminal gives its Ctrl-C. */
  private static boolean isForeground() {
    try {
      String text = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state parent group session terminal foreground
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return fields[2].equals(fields[5]);
    } catch (IOException | RuntimeException notLinux) {
      return System.console() != null;
    }
  }
}
