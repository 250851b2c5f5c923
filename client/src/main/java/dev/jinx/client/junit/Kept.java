package dev.jinx.client.junit;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What lives as long as a test, a class or a run of all tests; JUnit closes it then. */
final class Kept {
  private Kept() {}

  /** The one of that context, or of one around it; made if there is none. */
  @SuppressWarnings("deprecation") // the method that took its place is not in JUnit 5
  static <T> T in(
      ExtensionContext context, Namespace space, Object key, Class<T> type, Supplier<T> made) {
    return Objects.requireNonNull(
        context.getStore(space).getOrComputeIfAbsent(key, any -> made.get(), type));
  }
}
