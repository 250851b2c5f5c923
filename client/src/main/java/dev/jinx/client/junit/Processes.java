package dev.jinx.client.junit;

import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.cluster.NodeProcessBuilder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts the processes that annotations tell of. */
final class Processes {
  private static final Pattern PORT = Pattern.compile("\\{port(?::([^}]*))?}");

  private final Map<String, Integer> ports = new LinkedHashMap<>();

  private Processes(List<JinxProcess> all, FreePorts held) {
    for (int i = 0; i < all.size(); i++) {
      if (ports.put(all.get(i).name(), held.get(i)) != null) {
        throw new IllegalArgumentException("two processes are node " + all.get(i).name());
      }
    }
  }

  /** One after the other; all end if one does not come up. */
  static Origins start(List<JinxProcess> all) {
    FreePorts held = FreePorts.hold(all.size());
    try {
      Processes processes = new Processes(all, held);
      List<NodeProcessBuilder> builders = all.stream().map(processes::builder).toList();
      return new Origins(started(builders), Map.copyOf(processes.ports), held);
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  /** The same, of builders. */
  static Origins start(NodeProcessBuilder... all) {
    return Origins.of(started(List.of(all)));
  }

  private static List<Origin> started(List<NodeProcessBuilder> builders) {
    List<Origin> started = new ArrayList<>();
    try {
      builders.forEach(builder -> started.add(new Origin.Started(builder.start())));
      return List.copyOf(started);
    } catch (RuntimeException | Error e) {
      started.forEach(Origin::close);
      throw e;
    }
  }

  private NodeProcessBuilder builder(JinxProcess process) {
    NodeProcessBuilder builder = NodeProcess.of(process.name());
    builder.command(
        words(process).stream().map(word -> filled(word, process)).toArray(String[]::new));
    for (String variable : process.environment()) {
      int equals = variable.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("not NAME=VALUE: '" + variable + "'");
      }
      builder.env(variable.substring(0, equals), filled(variable.substring(equals + 1), process));
    }
    if (!process.directory().isEmpty()) {
      builder.directory(Path.of(process.directory()));
    }
    if (!process.config().isEmpty()) {
      builder.config(Path.of(process.config()));
    }
    if (!process.agentOnlyIn().isEmpty()) {
      builder.main(process.agentOnlyIn());
    }
    for (JinxPoint point : process.points()) {
      builder.point(Annotated.declaration(point));
    }
    return builder;
  }

  private static List<String> words(JinxProcess process) {
    if (process.command().length > 0) {
      return List.of(process.command());
    }
    if (process.jar().isEmpty() == process.mainClass().isEmpty()) {
      throw new IllegalArgumentException(
          "process " + process.name() + " needs one of jar, mainClass and command");
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(process.jvm()));
    if (process.jar().isEmpty()) {
      words.addAll(List.of("-cp", classPath(process), process.mainClass()));
    } else {
      words.addAll(List.of("-jar", absolute(process.jar())));
    }
    words.addAll(List.of(process.arguments()));
    return words;
  }

  /** Absolute: a process runs in a directory of its own. */
  private static String classPath(JinxProcess process) {
    String[] own = System.getProperty("java.class.path").split(File.pathSeparator);
    return String.join(
        File.pathSeparator,
        Arrays.stream(process.classPath().length == 0 ? own : process.classPath())
            .map(Processes::absolute)
            .toList());
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().toString();
  }

  private String filled(String word, JinxProcess process) {
    return PORT.matcher(word)
        .replaceAll(found -> Matcher.quoteReplacement(port(found.group(1), process)));
  }

  private String port(@Nullable String of, JinxProcess process) {
    Integer port = ports.get(of == null ? process.name() : of);
    if (port == null) {
      throw new IllegalArgumentException("no process is node " + of + ", only " + ports.keySet());
    }
    return port.toString();
  }
}
