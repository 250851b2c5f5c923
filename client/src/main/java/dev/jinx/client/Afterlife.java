package dev.jinx.client;

import dev.jinx.client.sse.Loss;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM has left to read in its log directory, once for each of its deaths: all that happened
 * before and did not come through the stream. One thread.
 */
final class Afterlife {
  private final @Nullable Path directory;
  private final Duration deadAfter;
  private final List<String> problems = new ArrayList<>();
  private boolean read;
  private @Nullable LogRest log;

  Afterlife(@Nullable Path directory, Duration deadAfter) {
    this.directory = directory;
    this.deadAfter = deadAfter;
  }

  /** Whether the JVM is dead, and what it left is not read yet. */
  boolean isDue(Loss loss) {
    return directory != null && !read && loss.isDeath(deadAfter);
  }

  /**
   * Begins to read behind that position.
   *
   * @return false if that cannot help: no directory is known, or this was done already; true also
   *     where nothing is left to read, so that whoever came only for this asks on
   * @throws JinxException if the directory cannot be read, or is another node's
   */
  boolean begin(IOException cause, @Nullable Cursor after) {
    if (directory == null || read || !(cause instanceof ConnectException)) {
      return false;
    }
    read = true;
    try {
      problems.clear();
      log = LogRest.open(directory, after, problems::add);
      return true;
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** The next event of any kind, or null when all is read. */
  @Nullable Event next() {
    LogRest from = log;
    try {
      Event event = from == null ? null : from.next();
      log = event == null ? null : from;
      return event;
    } catch (IOException e) {
      log = null;
      throw unreadable(directory, e);
    }
  }

  /** What there is to say of the log that was read last; empty if all is well. */
  String problems() {
    return problems.isEmpty() ? "" : "; of its log: " + String.join("; ", problems);
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
