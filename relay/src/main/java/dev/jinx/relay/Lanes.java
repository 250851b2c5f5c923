package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.Settings;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.client.http.Address;
import dev.jinx.client.http.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The nodes that this relay reads, a thread each. Thread-safe. */
final class Lanes {
  /** A lane's calls are shallow; what it does not touch of this costs nothing anyway. */
  private static final long STACK = 256 * 1024;

  private final Map<String, Running> running = new TreeMap<>();
  private final Shipper shipper;
  private final String without;
  private final @Nullable Token token;
  private final Consumer<String> say;
  private final Consumer<RuntimeException> fatal;
  private boolean closed;

  private record Running(Address address, Lane lane, Thread thread) {}

  Lanes(
      Shipper shipper,
      RelaySettings settings,
      Consumer<String> say,
      Consumer<RuntimeException> fatal) {
    this.shipper = shipper;
    this.without = settings.without();
    this.token = settings.tokenFile() == null ? null : Token.inFile(settings.tokenFile());
    this.say = say;
    this.fatal = fatal;
  }

  /**
   * Starts the lanes of nodes that are not read yet, behind their positions; none once closed.
   *
   * @param nodes asked under the same lock as {@link #notIn}, so that no lane of a list that was
   *     replaced meanwhile stays
   */
  synchronized void start(
      Supplier<Nodes> nodes, Predicate<String> mine, Function<String, @Nullable Cursor> positions) {
    if (closed) {
      return;
    }
    nodes
        .get()
        .addresses()
        .forEach(
            (name, address) -> {
              if (mine.test(name) && !running.containsKey(name)) {
                Settings settings = Settings.of(address, null);
                NodeEvents events =
                    new NodeEvents(token == null ? settings : settings.withToken(token), without);
                start(name, address, new Lane(name, events, positions.apply(name), shipper, say));
              }
            });
  }

  /** No lane is started any more; those that run are still to be stopped. */
  synchronized void close() {
    closed = true;
  }

  private void start(String name, Address address, Lane lane) {
    Thread thread = new Thread(null, lane, "jinx-relay " + name, STACK);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, e) ->
            fatal.accept(
                e instanceof RelayException known
                    ? known
                    : new RelayException("node " + name + ": " + e, e)));
    running.put(name, new Running(address, lane, thread));
    thread.start();
  }

  /** The nodes that are read and are not there any more, or are elsewhere. */
  synchronized Predicate<String> notIn(Nodes nodes) {
    Map<String, Address> read = new HashMap<>();
    running.forEach((name, each) -> read.put(name, each.address()));
    return name -> read.containsKey(name) && !read.get(name).equals(nodes.addresses().get(name));
  }

  /**
   * Stops lanes and waits until what they sent is acknowledged, but not longer than that.
   *
   * @return what is acknowledged
   */
  VectorCursor stop(Predicate<String> which, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Running> stopped = new ArrayList<>();
    synchronized (this) {
      running.forEach(
          (name, each) -> {
            if (which.test(name)) {
              stopped.add(each);
            }
          });
      running.values().removeAll(stopped);
    }
    stopped.forEach(each -> each.lane().stop(each.thread()));
    try {
      for (Running each : stopped) {
        each.thread().join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        each.lane().inFlight().awaitEmpty(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return VectorCursor.of(positions(stopped));
  }

  /** Up to where everything is acknowledged. */
  synchronized VectorCursor acknowledged() {
    return VectorCursor.of(positions(running.values()));
  }

  private static List<Cursor> positions(Iterable<Running> lanes) {
    List<Cursor> positions = new ArrayList<>();
    for (Running each : lanes) {
      Cursor position = each.lane().inFlight().position();
      if (position != null) {
        positions.add(position);
      }
    }
    return positions;
  }

  /** How many lanes are in each state. */
  synchronized Map<Lane.State, Integer> states() {
    Map<Lane.State, Integer> count = new EnumMap<>(Lane.State.class);
    running.values().forEach(each -> count.merge(each.lane().state(), 1, Integer::sum));
    return count;
  }

  /** How many events are on their way. */
  synchronized long inFlight() {
    return running.values().stream().mapToLong(each -> each.lane().inFlight().size()).sum();
  }
}
