package dev.jinx.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a target is started: {@code Launch.on(jdk).yaml("points: ...").main(Store.class).start()}.
 * The agent is there unless it is left out, listens on a free port and writes {@code jinx.port}
 * into the target's new working directory.
 */
public final class Launch {
  static final String PORT_FILE = "jinx.port";

  private final Jdk jdk;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> under = new ArrayList<>();
  private final List<String> whole = new ArrayList<>();
  private final List<String> jvm = new ArrayList<>();
  private final List<String> afterAgent = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private @Nullable Path agent = JinxJar.path();
  private @Nullable Path directory;
  private @Nullable String yaml;
  private boolean stderrRead = true;
  private boolean optimizing;

  private Launch(Jdk jdk) {
    this.jdk = jdk;
    options.put("port", "0");
    options.put("port-file", PORT_FILE);
  }

  public static Launch on(Jdk jdk) {
    return new Launch(jdk);
  }

  /** The configuration file, written as {@code jinx.yaml} into the working directory. */
  public Launch yaml(String text) {
    yaml = text;
    options.put("config", "jinx.yaml");
    return this;
  }

  /** An option of the agent's argument. */
  public Launch option(String key, String value) {
    options.put(key, value);
    return this;
  }

  /** Leaves an option out that would be there, as {@code port} and {@code port-file} are. */
  public Launch without(String key) {
    options.remove(key);
    return this;
  }

  /** A command that becomes the JVM, whose command line follows as its arguments. */
  public Launch under(List<String> command) {
    under.addAll(command);
    return this;
  }

  /**
   * With the JVM's optimizing compiler, where what it makes of the code matters. Most targets end
   * before it has paid.
   */
  public Launch optimizing() {
    optimizing = true;
    return this;
  }

  /** The whole command, which says itself what agent there is, and where it listens. */
  public Launch command(String... words) {
    whole.addAll(List.of(words));
    return this;
  }

  /** Arguments of the JVM before the agent. */
  public Launch jvm(String... arguments) {
    jvm.addAll(List.of(arguments));
    return this;
  }

  /** Arguments of the JVM after the agent. */
  public Launch jvmAfterAgent(String... arguments) {
    afterAgent.addAll(List.of(arguments));
    return this;
  }

  /** Another copy of the agent's jar; null for none. */
  public Launch agent(@Nullable Path jar) {
    agent = jar;
    return this;
  }

  public Launch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * Has every JVM that is started from here take the agent; the JVM splits the variable at blanks.
   */
  public Launch toolOptions(Path jar) {
    return environment("JAVA_TOOL_OPTIONS", "\"" + agentArgument(jar) + "\"");
  }

  /** Lets the target's stderr run full. */
  public Launch unreadStderr() {
    stderrRead = false;
    return this;
  }

  public Launch directory(Path existing) {
    directory = existing;
    return this;
  }

  /**
   * Adds to the class path, in front of the test classes that {@link #main(Class, String...)} adds.
   */
  public Launch classPath(Path... entries) {
    classPath.addAll(List.of(entries));
    return this;
  }

  /** Runs one of our own programs. */
  public Launch main(Class<?> type, String... arguments) {
    classPath.add(JinxJar.classesOf(type));
    return main(type.getName(), arguments);
  }

  public Launch main(String type, String... arguments) {
    program.add(type);
    program.addAll(List.of(arguments));
    return this;
  }

  public Launch jar(Path jar, String... arguments) {
    program.addAll(List.of("-jar", jar.toString()));
    program.addAll(List.of(arguments));
    return this;
  }

  /** Runs {@code module/main.Class} of a module path. */
  public Launch module(List<Path> modulePath, String module, String... arguments) {
    program.addAll(List.of("--module-path", join(modulePath), "--module", module));
    program.addAll(List.of(arguments));
    return this;
  }

  public TargetJvm start() {
    try {
      Path home = directory != null ? directory : Scratch.directory("target");
      if (yaml != null) {
        Files.writeString(home.resolve("jinx.yaml"), yaml);
      }
      List<String> command = command();
      ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
      builder.environment().keySet().removeIf(Launch::disturbing);
      builder.environment().putAll(environment);
      return new TargetJvm(command, home, builder.start(), stderrRead);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private List<String> command() {
    if (!whole.isEmpty()) {
      return whole;
    }
    List<String> command = new ArrayList<>(under);
    command.add(jdk.java());
    if (!optimizing) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(jvm);
    if (agent != null) {
      command.add(agentArgument(agent));
    }
    command.addAll(afterAgent);
    if (!classPath.isEmpty()) {
      command.addAll(List.of("-cp", join(classPath)));
    }
    command.addAll(program);
    return command;
  }

  /** The whole {@code -javaagent} argument, for those who put it elsewhere on the command line. */
  public String agentArgument(Path jar) {
    List<String> pairs = new ArrayList<>();
    options.forEach((key, value) -> pairs.add(key + "=" + value));
    return "-javaagent:" + jar + (pairs.isEmpty() ? "" : "=" + String.join(",", pairs));
  }

  /** A variable of this shell that would reach into a target. */
  private static boolean disturbing(String variable) {
    return variable.startsWith("JINX_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("CLASSPATH");
  }

  private static String join(List<Path> path) {
    return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
  }
}
