package dev.jinx.it.behaviour;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of the packaged jar, each in a process of its own, as a shell runs them. */
public final class Cli {
  private final Jdk jdk;
  private final String address;

  public Cli(Jdk jdk, String address) {
    this.jdk = jdk;
    this.address = address;
  }

  /** How a command ended. */
  public record Result(int status, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /** A command under way. */
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    public Result result() {
      try {
        if (!process.waitFor(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("the command has not ended; it said " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException | InterruptedException broken) {
        throw new AssertionError(broken);
      }
    }

    /** What it has printed so far. */
    public String out() {
      try {
        return Files.readString(out, StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new AssertionError(broken);
      }
    }

    public Process process() {
      return process;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  public Running start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", JinxJar.path().toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("jinx-cli", ".out");
      Path err = Files.createTempFile("jinx-cli", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().put("JINX_ADDRESS", address);
      return new Running(builder.start(), out, err);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  public Result run(String... arguments) {
    try (Running running = start(arguments)) {
      return running.result();
    }
  }
}
