package dev.jinx.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines of one standard stream of a target, read at once by a thread of its own. */
public final class Lines {
  private final String name;
  private final List<String> lines = new ArrayList<>();
  private int read;
  private boolean ended;

  private Lines(String name) {
    this.name = name;
  }

  static Lines of(InputStream stream, String name) {
    Lines lines = new Lines(name);
    Thread reader = new Thread(() -> lines.readAll(stream), "read " + name);
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /** Of a stream that is left alone. */
  static Lines unread(String name) {
    Lines lines = new Lines(name);
    lines.end();
    return lines;
  }

  /**
   * The next line that no earlier call of this method has passed and that fits. Fails when there is
   * none in time.
   */
  public synchronized String await(Predicate<String> fits, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      while (read < lines.size()) {
        String line = lines.get(read++);
        if (fits.test(line)) {
          return line;
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        String why = ended ? name + " ended" : "nothing fitting on " + name + " in " + timeout;
        throw new AssertionError(why + "; it has\n" + text());
      }
      waitFor(left);
    }
  }

  /** Waits until the stream has ended, as it does when the process and its children are gone. */
  public synchronized Lines awaitEnd(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!ended) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(name + " has not ended in " + timeout + "; it has\n" + text());
      }
      waitFor(left);
    }
    return this;
  }

  public synchronized List<String> soFar() {
    return List.copyOf(lines);
  }

  public synchronized String text() {
    return String.join("\n", lines);
  }

  private void waitFor(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while reading " + name, interrupted);
    }
  }

  private void readAll(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException closed) {
      add("(" + name + " broke off: " + closed + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
