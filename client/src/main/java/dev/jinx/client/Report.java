package dev.jinx.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a connection found about the points that it enabled or declared: enabled but never hit, a
 * condition that was never true, woven nowhere, a lease lost.
 *
 * @param findings in the order in which the points were first used
 */
public record Report(List<Finding> findings) {
  /** Nothing to say. */
  public static final Report CLEAN = new Report(List.of());

  /** Copies the list. */
  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether there is nothing to say. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** A line for each finding. */
  @Override
  public String toString() {
    return isClean()
        ? "nothing to report"
        : findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }

  /** Writes each finding to {@code System.err}, a line each; what a connection does by default. */
  static void print(Report report) {
    for (Finding finding : report.findings()) {
      System.err.println("jinx: " + finding);
    }
  }
}
