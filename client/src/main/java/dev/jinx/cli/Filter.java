package dev.jinx.cli;

import dev.jinx.client.EventFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose events of a live JVM. */
final class Filter extends Choice {
  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description =
          "from there on: a cursor (exclusive; of several nodes with commas between), earliest or"
              + " latest (the default)")
  private @Nullable String since;

  /** What was asked for, nothing added: what is left out, the agent decides. */
  EventFilter filter() {
    return new EventFilter(injection(), phase(), since);
  }
}
