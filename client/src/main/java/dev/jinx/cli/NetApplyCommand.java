package dev.jinx.cli;

import dev.jinx.client.Arming;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a filter between nodes. */
@Command(
    name = "apply",
    description = {
      "Does something to all that goes between two groups of nodes: delay(100ms..200ms), 30%%drop,"
          + " reset, refuse, hang, throttle(64KB), slice(10), limit(1MB), ...",
      "Filters add up; the same ones again are there twice."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " net apply 'delay(50ms)' n1 n2",
      "         " + JinxCommand.NAME + " net apply --one-way --seed 7 '30%%drop' n1 n2,n3"
    })
final class NetApplyCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetOptions net = new NetOptions();

  @Parameters(index = "0", paramLabel = "TERMS", description = "what happens")
  private String terms = "";

  @Parameters(index = "1", paramLabel = "NODES", description = "names, with commas between")
  private String some = "";

  @Parameters(index = "2", paramLabel = "NODES", description = "names, with commas between")
  private String others = "";

  @Option(
      names = {"--one-way", "--one_way"},
      description = "only to what the first group sends to the second")
  private boolean oneWay;

  @Option(names = "--when", paramLabel = "EXPR", description = "only where this holds")
  private @Nullable String when;

  @Option(names = "--seed", paramLabel = "N", description = "make the terms' draws repeatable")
  private @Nullable Long seed;

  NetApplyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Arming arming = new Arming(terms, false, when, seed, Map.of());
    List<String> one = NetOptions.group(some);
    List<String> other = NetOptions.group(others);
    return net.run(
        terminal,
        "filter",
        cluster ->
            oneWay ? cluster.applyOneWay(arming, one, other) : cluster.apply(arming, one, other));
  }
}
