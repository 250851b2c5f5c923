package dev.jinx.it.tools;

import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of others that runs to its end. */
final class Tool {
  /**
   * How it ended.
   *
   * @param out what it wrote to its standard output
   * @param err what it wrote to its standard error
   */
  record Ended(int status, String out, String err) {
    /** Fails unless the status is 0. */
    String ok() {
      if (status != 0) {
        throw new AssertionError("status " + status + ": " + out + err);
      }
      return out;
    }
  }

  private Tool() {}

  static Ended run(String input, List<String> command) {
    return run(input, new ProcessBuilder(command));
  }

  static Ended run(String input, ProcessBuilder builder) {
    try {
      Path err = Files.createTempFile("jinx-tool", ".err");
      Path out = Files.createTempFile("jinx-tool", ".out");
      try {
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectError(err.toFile()).redirectOutput(out.toFile()).start();
        try (var to = process.getOutputStream()) {
          to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(builder.command() + " has not ended: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.deleteIfExists(err);
        Files.deleteIfExists(out);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
