package dev.jinx.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process to attach to.
 *
 * @param process its handle
 * @param user whose it is, or null if that is not to be seen
 */
record Target(ProcessHandle process, @Nullable String user) {
  private static final String ROOT = "root";
  private static final String CAUGHT = "SigCgt:";
  private static final int QUIT = 3;

  /** The process of that number, which we must be allowed to attach to. */
  static Target of(long pid) {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new CommandException("no process " + pid + " is running", null));
    Target target = new Target(process, process.info().user().orElse(null));
    String us = us();
    if (target.foreignUser() != null && us != null && !us.equals(ROOT)) {
      throw new CommandException(
          "process "
              + pid
              + " is "
              + target.user()
              + "'s, and this is "
              + us
              + ": only "
              + target.user()
              + " can attach to it, such as with sudo -u "
              + target.user(),
          null);
    }
    return target;
  }

  /**
   * Whether a process takes the signal by which a JVM is asked to listen; it kills others. Where
   * that is not to be seen, true.
   */
  static boolean catchesQuit(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status"); // Linux only
    if (!Files.isReadable(status)) {
      return true;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(CAUGHT))
        .map(line -> new BigInteger(line.substring(CAUGHT.length()).strip(), 16))
        .allMatch(caught -> caught.testBit(QUIT - 1));
  }

  /** Whose it is if it is not ours, else null. */
  @Nullable String foreignUser() {
    return user == null || user.equals(us()) ? null : user;
  }

  /** What runs there, in brackets; empty if that is not to be seen. */
  String program() {
    return process.info().command().map(path -> " (" + path + ")").orElse("");
  }

  private static @Nullable String us() {
    return ProcessHandle.current().info().user().orElse(null);
  }
}
