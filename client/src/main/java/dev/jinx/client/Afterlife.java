package dev.jinx.client;

import dev.jinx.client.sse.Loss;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM has left to read in its log directory, once for each of its deaths: all that happened
 * before and did not come through the stream. One thread.
 */
final class Afterlife {
  private final @Nullable Path directory;
  private final Duration deadAfter;
  private boolean read;
  private @Nullable DeadLog log;

  Afterlife(@Nullable Path directory, Duration deadAfter) {
    this.directory = directory;
    this.deadAfter = deadAfter;
  }

  /** Whether the JVM is dead, and what it left is not read yet. */
  boolean isDue(Loss loss) {
    return directory != null && !read && Patience.dead(loss, deadAfter);
  }

  /**
   * Begins to read behind that position.
   *
   * @return false if there is nothing to read: no directory is known, or this was done already
   * @throws JinxException if the directory cannot be read, or is another node's
   */
  boolean begin(IOException cause, @Nullable Cursor after) {
    if (directory == null || read || !(cause instanceof ConnectException)) {
      return false;
    }
    read = true;
    try {
      log = DeadLog.open(directory, after);
      return log != null;
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** The next event of any kind, or null when all is read. */
  @Nullable Event next() {
    DeadLog from = log;
    try {
      Event event = from == null ? null : from.next();
      log = event == null ? null : from;
      return event;
    } catch (IOException e) {
      log = null;
      throw unreadable(directory, e);
    }
  }

  /** The JVM answers: it lives, or lives again. */
  void over() {
    read = false;
  }

  private static JinxException unreadable(@Nullable Path directory, IOException e) {
    return new JinxException(
        "the JVM died, and its log in " + directory + " cannot be read: " + e.getMessage(), e);
  }
}
