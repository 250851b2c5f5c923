package dev.jinx.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM of its own. It answers in lines on its stdout and ends when its stdin does. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path errors;

  private Child(List<String> command, Path directory) throws IOException {
    errors = Files.createTempFile(directory, "stderr-", ".txt");
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** The command of a program of this module, which sees nothing of Jinx but by its agent. */
  static List<String> command(Jdk jdk, List<String> options, Class<?> main, String... args) {
    return command(jdk, options, Layout.classPath(), main, args);
  }

  private static List<String> command(
      Jdk jdk, List<String> options, String classPath, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(options);
    command.add(Rounds.flag());
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(List.of(args));
    return command;
  }

  /** One with a command of its own, such as one that becomes {@link #command} in a namespace. */
  static Child start(Path directory, List<String> command) throws IOException {
    return new Child(command, directory);
  }

  static Child start(Path directory, Jdk jdk, List<String> options, Class<?> main, String... args)
      throws IOException {
    return new Child(command(jdk, options, main, args), directory);
  }

  /** One that uses the event log's classes itself. Its arguments are paths or numbers. */
  static Child startWithLog(
      Path directory, Jdk jdk, List<String> options, Class<?> main, Object... args)
      throws IOException {
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    return new Child(command(jdk, options, Layout.classPathWithLog(), main, texts), directory);
  }

  /** The next line, or null after the last. */
  @Nullable String line() throws IOException {
    return out.readLine();
  }

  /** The rest of the next line that begins so. */
  String await(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(word) || line.startsWith(word + " ")) {
        return line.substring(word.length()).strip();
      }
    }
    throw new IOException("a measured JVM ended before '" + word + "': " + errors());
  }

  /** All lines until it ends, which must be well. */
  List<String> lines() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("a measured JVM ended with " + status + ": " + errors());
    }
    return lines;
  }

  void tell(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  long pid() {
    return process.pid();
  }

  Process process() {
    return process;
  }

  /** The end of what it said on stderr. */
  String errors() throws IOException {
    String text = Files.readString(errors);
    return text.substring(Math.max(0, text.length() - 2_000));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
