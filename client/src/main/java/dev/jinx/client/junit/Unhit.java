package dev.jinx.client.junit;

import dev.jinx.client.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A test that passed, and proves less than it says. */
final class Unhit extends AssertionError {
  private static final long serialVersionUID = 1L;

  Unhit(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
  }
}
