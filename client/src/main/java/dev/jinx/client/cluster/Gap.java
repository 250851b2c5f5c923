package dev.jinx.client.cluster;

import java.util.Map;

/**
 * Where a standing cut or filter lets something pass. Immutable; its text says what, for people.
 */
public sealed interface Gap permits Uncovered, Unreached {
  /** For scripts. */
  Map<String, Object> json();
}
