package dev.jinx.it;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A forked JVM with the packaged agent, and the files it lives in. Made by {@link Launch}. */
public final class TargetJvm implements AutoCloseable {
  /**
   * How long anything may take that is expected to happen. Generous: only a failing test waits for
   * it.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> command;
  private final Path directory;
  private final Process process;
  private final Lines out;
  private final Lines err;
  private final BufferedWriter in;

  TargetJvm(List<String> command, Path directory, Process process, boolean stderrRead) {
    this.command = command;
    this.directory = directory;
    this.process = process;
    this.out = Lines.of(process.getInputStream(), "stdout");
    this.err = stderrRead ? Lines.of(process.getErrorStream(), "stderr") : Lines.unread("stderr");
    this.in =
        new BufferedWriter(
            new java.io.OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Targets.started(this);
  }

  public Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  /** Working directory of the target, new for each one unless it was given. */
  public Path directory() {
    return directory;
  }

  public Lines out() {
    return out;
  }

  public Lines err() {
    return err;
  }

  public Path portFile() {
    return directory.resolve(Launch.PORT_FILE);
  }

  /** Writes one line to the target's standard input. */
  public synchronized void tell(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException closed) {
      throw new UncheckedIOException("the target does not read its input", closed);
    }
  }

  /** Writes one line and answers the next line that the target prints. */
  public String ask(String line) {
    tell(line);
    return out.await(any -> true, PATIENCE);
  }

  /**
   * Waits for the port file; answers the server's {@code host:port}. Fails at once when the target
   * has ended.
   */
  public String address() {
    Path file = portFile();
    Awaitility.await("the port file of " + this)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .failFast("the target ended", () -> !process.isAlive() && !Files.exists(file))
        .until(() -> Files.exists(file));
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The server of this target, once it is ready. */
  public Http http() {
    return new Http("http://" + address());
  }

  /**
   * Waits until the process has ended by itself and all it printed is here; answers its exit
   * status.
   */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the target has not ended in " + PATIENCE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
    out.awaitEnd(PATIENCE);
    err.awaitEnd(PATIENCE);
    return process.exitValue();
  }

  /** SIGKILL. By the handle, because the process's own method also closes the streams. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** SIGKILL; returns when the process is gone. */
  public void killAndWait() {
    kill();
    process.onExit().join();
  }

  /** SIGTERM, and nothing else: {@link Process#destroy} would close its streams as well. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Ends the target and waits until it is gone. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    killAndWait();
    out.awaitEnd(PATIENCE);
    err.awaitEnd(PATIENCE);
  }

  /** What was run, how it ended and all it printed. */
  String account() {
    String status = process.isAlive() ? "running" : "exit " + process.exitValue();
    return String.join(" ", command)
        + "\n  in "
        + directory
        + ", "
        + status
        + "\n--- stdout\n"
        + out.text()
        + "\n--- stderr\n"
        + err.text()
        + "\n---";
  }

  @Override
  public String toString() {
    return "target " + process.pid();
  }
}
