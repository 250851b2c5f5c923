package dev.jinx.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose events by what they are. */
class Choice {
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

  @Nullable String injection() {
    return injection;
  }

  @Nullable String phase() {
    return phase;
  }
}
