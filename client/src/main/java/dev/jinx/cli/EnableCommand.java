package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.Arming;
import dev.jinx.client.JinxException;
import dev.jinx.client.LeaseAnswer;
import dev.jinx.client.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Arms a point. */
@Command(
    name = "enable",
    description = {
      "Arms a point, and prints the cursor to wait from.",
      "Replaces the arm that it has without a lease; with --for the point gets one more arm."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " enable before-commit --action 'pause(30s)' --for 5m"
    })
final class EnableCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "POINT", description = "the point's name")
  private String point = "";

  @Option(
      names = "--action",
      paramLabel = "TERMS",
      description = "what happens at a hit (default: as declared, else observe)")
  private @Nullable String action;

  @Option(
      names = {"--one-shot", "--one_shot"},
      description = "act once, then no more")
  private boolean oneShot;

  @Option(
      names = "--when",
      paramLabel = "EXPR",
      description = "act only where this holds (default: as declared)")
  private @Nullable String when;

  @Option(names = "--seed", paramLabel = "N", description = "make the terms' draws repeatable")
  private @Nullable Long seed;

  @Option(
      names = {"--param", "--parameter"},
      paramLabel = "KEY=VALUE",
      description = "handed to the action and told in events; may be repeated")
  private final Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "disarm by itself after 1s to 24h, such as 5m (default: stays armed)")
  private @Nullable Duration time;

  EnableCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Arming arming = new Arming(action, oneShot, when, seed, parameters);
    Api api = connection.api(terminal);
    if (time == null) {
      tell(api.enable(point, arming, null), null);
      return Exit.OK;
    }
    LeaseAnswer lease = LeaseAnswer.of(api.createLease(time));
    String answer;
    try {
      answer = api.enable(point, arming, lease.id());
    } catch (JinxException e) {
      end(api, lease, e);
      throw e;
    }
    tell(answer, lease);
    return Exit.OK;
  }

  private void tell(String answer, @Nullable LeaseAnswer lease) {
    Map<String, Object> values = Answers.object(answer);
    if (connection.json() && lease != null) {
      values.put("lease", lease.id());
      values.put("ttl", lease.ttl());
      terminal.line(Json.write(values));
    } else if (connection.json()) {
      terminal.line(answer);
    } else {
      terminal.line(String.valueOf(values.get("cursor")));
      String more = lease == null ? "" : ", lease " + lease.id() + " for " + lease.ttl();
      terminal.say(
          "enabled "
              + point
              + ": arm "
              + values.get("arm")
              + ", seed "
              + values.get("seed")
              + more);
      if (values.get("warning") != null) {
        terminal.say("warning: " + values.get("warning"));
      }
    }
  }

  private static void end(Api api, LeaseAnswer lease, JinxException cause) {
    try {
      api.endLease(lease.id());
    } catch (JinxException e) {
      cause.addSuppressed(e); // without arms, it runs out and nobody notices
    }
  }
}
