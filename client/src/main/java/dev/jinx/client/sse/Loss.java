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
 * @param down how long ago the stream was first found down
 * @param retry what the server asked for between reconnections, or null
 * @param retryAfter a {@code Retry-After} of the last answer, or null
 */
public record Loss(
    Kind kind,
    IOException cause,
    int failures,
    Duration down,
    @Nullable Duration retry,
    @Nullable Duration retryAfter) {

  /** How a stream goes down. */
  public enum Kind {
    /** The server ended it after having sent something: a rotation. */
    ENDED,
    /** The server said that it goes down, then ended it. */
    SHUTDOWN,
    /** Nothing listens there. */
    REFUSED,
    /** The server answered 429 or 5xx. */
    BUSY,
    /** Nothing was heard for longer than a live server is silent. */
    SILENT,
    /** Any other failure of the transport. */
    BROKEN
  }
}
