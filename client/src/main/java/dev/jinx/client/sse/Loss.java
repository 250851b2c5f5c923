package dev.jinx.client.sse;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is down, as its reconnection policy sees it.
 *
 * @param kind how it went down, this time
 * @param cause what happened
 * @param failures attempts that failed in a row since the stream last lived; 0 right after it did
 * @param repeats how often it went down in this same way right before
 * @param down how long ago the stream was first found down
 * @param retryAfter a {@code Retry-After} of the last answer, or null
 */
public record Loss(
    Kind kind,
    IOException cause,
    int failures,
    int repeats,
    Duration down,
    @Nullable Duration retryAfter) {

  /** Whether nothing listens there, and has not for long enough to call the JVM dead. */
  public boolean isDeath(Duration deadAfter) {
    return kind == Kind.REFUSED && down.compareTo(deadAfter) >= 0;
  }

  /** How a stream goes down. */
  public enum Kind {
    /** The server ended it after having sent something, or said that it does: a rotation. */
    ENDED,
    /** The server said that it goes down, then ended it. */
    SHUTDOWN,
    /** Nothing listens there. */
    REFUSED,
    /** The server answered 429 or 5xx. */
    BUSY,
    /** The server answered 401; a token from a file was read again since. */
    UNAUTHORIZED,
    /** Nothing was heard for longer than a live server is silent. */
    SILENT,
    /** Any other failure of the transport. */
    BROKEN
  }
}
