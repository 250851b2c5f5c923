package dev.jinx.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM on this machine, to load the agent into. The only class that needs the JDK's attach
 * API, which a JRE does not have: then touching it is a {@link NoClassDefFoundError}.
 */
final class Attaching implements AutoCloseable {
  /** The system property of the target in which the agent tells how far it came. */
  private static final String STATUS = "dev.jinx.agent";

  private final long pid;
  private final VirtualMachine machine;

  private Attaching(long pid, VirtualMachine machine) {
    this.pid = pid;
    this.machine = machine;
  }

  static Attaching to(long pid) throws IOException {
    if (!Target.catchesQuit(pid)) {
      throw new CommandException(
          "process " + pid + " is no JVM, or one with -Xrs, which cannot be attached to", null);
    }
    try {
      return new Attaching(pid, VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException | IOException e) {
      throw new CommandException(
          "cannot attach to process "
              + pid
              + ": "
              + e.getMessage()
              + ". Is it a JVM, and not one that runs with -XX:+DisableAttachMechanism?",
          e);
    }
  }

  /**
   * What the agent in there says of itself: {@code started}, {@code not started: ...}, {@code no
   * server: ...}; null if there is none.
   */
  @Nullable String status() {
    try {
      return machine.getSystemProperties().getProperty(STATUS);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Whether a status says that the agent can be loaded again. */
  static boolean isNotStarted(String status) {
    return status.startsWith("not started");
  }

  /** Loads the agent; returns when all but its server has started. */
  void load(Path jar, String options) {
    try {
      machine.loadAgent(jar.toString(), options);
      String told = status();
      if (told != null && isNotStarted(told)) {
        throw refused(told, null);
      }
    } catch (AgentInitializationException e) { // asked for, by on-error=fail
      String told = status();
      throw refused(told == null ? "its stderr says why" : told, e);
    } catch (AgentLoadException e) {
      throw new CommandException("process " + pid + " takes no agent: " + e.getMessage(), e);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException e) {
      return; // it holds nothing open between its requests
    }
  }

  private CommandException refused(String why, @Nullable Exception cause) {
    return new CommandException("the agent refused to start in process " + pid + ": " + why, cause);
  }

  private CommandException lost(IOException cause) {
    boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    return alive
        ? new CommandException("lost process " + pid + ": " + cause.getMessage(), cause)
        : new CommandException("process " + pid + " has ended", Exit.JVM_DIED, cause);
  }
}
