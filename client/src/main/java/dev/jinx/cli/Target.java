package dev.jinx.cli;

import org.jspecify.annotations.Nullable;

/**
 * A process to attach to.
 *
 * @param process its handle
 * @param user whose it is, or null if that is not to be seen
 */
record Target(ProcessHandle process, @Nullable String user) {
  private static final String ROOT = "root";

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
