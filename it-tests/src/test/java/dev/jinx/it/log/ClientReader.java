package dev.jinx.it.log;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.EventStream;
import dev.jinx.client.Jinx;
import dev.jinx.client.Phase;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The Java client, which resumes from a file of checkpoints; and whoever uses it may break off at
 * any event and be begun anew.
 */
final class ClientReader implements AutoCloseable {
  private final Path checkpoints;
  private final Seen seen = new Seen("the client");
  private final Jinx jinx;
  private volatile EventStream stream;
  private volatile Thread thread;
  private volatile @Nullable Throwable problem;

  private ClientReader(Jinx jinx, Path checkpoints) {
    this.jinx = jinx;
    this.checkpoints = checkpoints;
    stream = open();
    thread = begin(stream);
  }

  static ClientReader start(String address, Path checkpoints) {
    return new ClientReader(Jinx.connect(address), checkpoints);
  }

  private EventStream open() {
    EventFilter all = EventFilter.ALL.sinceEarliest();
    return jinx.stream(all).resume(new FileCheckpointStore(checkpoints), "all").open();
  }

  private Thread begin(EventStream from) {
    Thread reader = new Thread(() -> read(from), "client");
    reader.start();
    return reader;
  }

  private void read(EventStream from) {
    try {
      while (from.hasNext()) {
        Event event = from.next();
        if (event.phase() == Phase.GAP) {
          throw new AssertionError("a gap: " + event.json());
        }
        var cursor = event.cursor();
        seen.add(cursor.boot(), cursor.seq(), event.json().getBytes(StandardCharsets.UTF_8));
      }
    } catch (RuntimeException | AssertionError wrong) {
      problem = wrong;
    }
  }

  /** Ends the reader and begins another one, which knows the file only. */
  void startAnew() {
    end();
    seen();
    stream = open();
    thread = begin(stream);
  }

  Seen seen() {
    Throwable wrong = problem;
    if (wrong != null) {
      throw new AssertionError("the client's stream ended", wrong);
    }
    return seen;
  }

  @Override
  public void close() {
    end();
    jinx.close();
  }

  private void end() {
    stream.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
