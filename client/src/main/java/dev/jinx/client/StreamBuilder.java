package dev.jinx.client;

import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.ResumeKey;
import dev.jinx.client.sse.Reconnect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how to read a stream, immutable: each method gives a new one.
 *
 * <pre>{@code
 * CheckpointStore store = new FileCheckpointStore(Path.of("run/positions.json"));
 * try (EventStream events = jinx.stream(EventFilter.ALL).resume(store).open()) {
 *   for (Event event : events) {
 *     database.insert(event); // done before the next one is asked for
 *   }
 * }
 * }</pre>
 */
public final class StreamBuilder {
  private final Api api;
  private final EventFilter filter;
  private @Nullable CheckpointStore store;
  private @Nullable String key;
  private int every = 10_000;
  private Duration most = Duration.ofMillis(500);
  private Commits.Timer timer = Commits::runLater;
  private @Nullable Boolean acrossRestarts;
  private @Nullable Reconnect reconnect;

  StreamBuilder(Api api, EventFilter filter) {
    this.api = api;
    this.filter = filter;
  }

  private StreamBuilder(StreamBuilder from, EventFilter filter) {
    this.api = from.api;
    this.filter = filter;
    this.store = from.store;
    this.key = from.key;
    this.every = from.every;
    this.most = from.most;
    this.timer = from.timer;
    this.acrossRestarts = from.acrossRestarts;
    this.reconnect = from.reconnect;
  }

  /**
   * Begins at the position stored there, and stores how far it comes, so that a reader that died is
   * continued by its successor: each event is given at least once. An event counts as done when the
   * next one is asked for. Without a stored position it begins where the filter says, and from then
   * on resumes. The key is made of the address and the filter: readers that are to get each event
   * for themselves need a file, or a key, of their own.
   *
   * <p>Such a stream outlives restarts of the JVM, unless {@link #untilJvmDies} is said.
   */
  public StreamBuilder resume(CheckpointStore positions) {
    return resume(positions, null);
  }

  /** The same under a key of the caller's own. */
  public StreamBuilder resume(CheckpointStore positions, @Nullable String under) {
    StreamBuilder next = new StreamBuilder(this, filter);
    next.store = positions;
    next.key = under;
    return next;
  }

  /**
   * Stores a position after so many events, and at the latest that long after an event was done; 10
   * 000 and 500 ms without it. What is stored less often is cheaper, and read again after a crash.
   *
   * @param events 1 stores each before the next one is given: at most one is read again
   */
  public StreamBuilder commitEvery(int events, Duration time) {
    if (events < 1 || time.isNegative()) {
      throw new IllegalArgumentException("commit every " + events + " events, " + time);
    }
    StreamBuilder next = new StreamBuilder(this, filter);
    next.every = events;
    next.most = time;
    return next;
  }

  /** Makes lost events a {@link GapException} instead of an event of {@link Phase#GAP}. */
  public StreamBuilder strict() {
    return new StreamBuilder(this, filter.orFail());
  }

  /** Waits for the JVM's next life when it dies, for as long as the stream is open. */
  public StreamBuilder acrossRestarts() {
    StreamBuilder next = new StreamBuilder(this, filter);
    next.acrossRestarts = true;
    return next;
  }

  /** Ends with a {@link JvmDiedException} when the JVM dies: so does a stream without a store. */
  public StreamBuilder untilJvmDies() {
    StreamBuilder next = new StreamBuilder(this, filter);
    next.acrossRestarts = false;
    return next;
  }

  /**
   * Comes back after a loss as that policy says. Without it, a stream across restarts is polite
   * ({@link Reconnect#always}), and one until the JVM dies, as a test has it, comes back within a
   * quarter of the time after which a JVM is called dead.
   */
  public StreamBuilder reconnect(Reconnect policy) {
    StreamBuilder next = new StreamBuilder(this, filter);
    next.reconnect = policy;
    return next;
  }

  StreamBuilder timer(Commits.Timer other) {
    StreamBuilder next = new StreamBuilder(this, filter);
    next.timer = other;
    return next;
  }

  /**
   * Connects, so that all that happens after this returns is in the stream. One across restarts
   * that knows its position need not find anybody there: it comes back when it is read.
   *
   * @throws UnreachableException if nothing answers there
   * @throws RefusedException if the agent does not know the filter's names or the position, one
   *     that was stored included: nothing is skipped silently
   * @throws GapException if the stream is strict, and the agent has lost events behind its position
   */
  public EventStream open() {
    String resumeKey = key != null ? key : key();
    Cursor stored = store == null ? null : stored(store, resumeKey);
    EventFilter from = stored == null ? filter : filter.since(stored);
    boolean latest = from.since() == null || from.since().equals("latest");
    if (latest) { // by name, so that a break before the first event skips nothing
      from = from.since(api.health().cursor());
    }
    Cursor start = cursor(from.since());
    boolean across = acrossRestarts == null ? store != null : acrossRestarts;
    Reconnect policy = across ? Patience.polite() : Patience.whileAlive(deadAfter());
    Commits commits =
        store == null ? null : new Commits(store, resumeKey, every, most, timer, start);
    EventStream stream =
        new EventStream(
            api, from, start, reconnect == null ? policy : reconnect, commits, stored != null);
    stream.connect(across || api.settings().logDirectory() != null);
    if (store != null && latest && start != null) {
      // Else a crash before the first event is done would begin at another latest.
      try {
        store.put(resumeKey, start.toString());
      } catch (RuntimeException e) {
        stream.close(); // nobody else knows of it
        throw e;
      }
    }
    return stream;
  }

  private Duration deadAfter() {
    return api.settings().deadAfter();
  }

  private String key() {
    return ResumeKey.of(List.of(api.settings().address()), filter.fields());
  }

  private static @Nullable Cursor stored(CheckpointStore store, String key) {
    String text = store.get(key);
    try {
      return text == null ? null : Cursor.parse(text);
    } catch (IllegalArgumentException e) {
      throw new JinxException("stored under " + key + " is not one node's position: " + text, e);
    }
  }

  private static @Nullable Cursor cursor(@Nullable String since) {
    try {
      return since == null || since.indexOf('@') < 0 ? null : Cursor.parse(since);
    } catch (IllegalArgumentException e) {
      return null; // the agent says what is wrong with it
    }
  }
}
