package dev.jinx.cli;

import dev.jinx.client.cluster.Standing;
import dev.jinx.client.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that do something to the network. */
final class NetOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Mixin private final NetNodes nodes = new NetNodes();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "ends by itself after 1s to 24h, such as 5m (default: stays until net heal)")
  private @Nullable Duration time;

  @Option(
      names = "--listening",
      paramLabel = "NAME=HOST:PORT",
      description = "where a node is reached beside what its agent tells; may be repeated")
  private List<String> listening = new ArrayList<>();

  /** Does it, and says what was done, and by which name net heal takes it away. */
  int run(Terminal terminal, String kind, Function<Standing, Object> what) {
    try (Standing standing = new Standing(nodes.apis(terminal), time)) {
      for (String each : listening) {
        int equals = each.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("--listening: not NAME=HOST:PORT: '" + each + "'");
        }
        standing.listening(each.substring(0, equals), each.substring(equals + 1));
      }
      String done = what.apply(standing).toString();
      if (nodes.json()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(kind, done);
        json.put("id", standing.id());
        json.put("ttl", time == null ? null : time.toMillis() + "ms");
        terminal.line(Json.write(json));
      } else {
        terminal.line(done + " (" + standing.id() + ")");
      }
      return Exit.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The names in {@code n2,n3}. */
  static List<String> group(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
