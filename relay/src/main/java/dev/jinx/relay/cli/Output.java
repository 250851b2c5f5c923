package dev.jinx.relay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The process's own streams. Each line is one write, so that it is out at once and whole. */
final class Output {
  // Not System.out: its PrintStream swallows the error that says that our reader has gone.
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);

  /** Whoever read our output has gone. */
  static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ClosedException(IOException cause) {
      super(cause);
    }
  }

  /**
   * Writes a line of the result.
   *
   * @throws ClosedException if nobody reads any more
   */
  void line(String text) {
    try {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ClosedException(e);
    }
  }

  /** Writes a line for people. */
  void say(String text) {
    try {
      err.write(("jinx-relay: " + text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return; // a closed stderr is no reason to stop relaying, and there is no other place
    }
  }
}
