package dev.jinx.cli;

import dev.jinx.client.EventFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose events. */
final class Filter {
  @Option(
      names = "--injection",
      paramLabel = "NAMES",
      description = "only these points: names, comma separated, * for any part")
  private @Nullable String injection;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "only this phase: hit, parked, released, expired, disabled, gap, failed")
  private @Nullable String phase;

  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description = "from there on: a cursor (exclusive), earliest or latest (the default)")
  private @Nullable String since;

  /** What was asked for, nothing added: what is left out, the agent decides. */
  EventFilter filter() {
    return new EventFilter(injection, phase, since);
  }
}
