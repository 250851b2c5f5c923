package dev.jinx.client.fleet;

import dev.jinx.client.Event;
import dev.jinx.client.JinxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of several nodes as they arrive, merged. A node that is down is tried again for ever
 * while the others flow; what is lost comes as an event of phase {@code gap}. A caller who is slow
 * holds back the nodes, each when its own room is full, and loses nothing that they keep.
 *
 * <p>One thread iterates, once; any thread may ask how it fares, and close, which ends the
 * iteration.
 */
public final class FleetStream implements Iterable<Event>, Iterator<Event>, AutoCloseable {
  private static final long JOIN_NANOS = 1_000_000_000L;

  private final List<NodeReader> readers;
  private final Handover<Item> handover;
  private final Progress progress;
  private final Consumer<NodeState> listener;
  private final Deque<Item> batch = new ArrayDeque<>();
  private @Nullable Event next;
  private volatile boolean closed;

  FleetStream(
      List<NodeReader> readers,
      Handover<Item> handover,
      Progress progress,
      Consumer<NodeState> listener) {
    this.readers = readers;
    this.handover = handover;
    this.progress = progress;
    this.listener = listener;
  }

  /** Begins, and waits until it was tried once to reach each node. */
  void open() {
    readers.forEach(NodeReader::start);
    try {
      for (NodeReader reader : readers) {
        reader.awaitFirstTry();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FleetException("interrupted while the nodes were asked", e);
    }
    for (NodeReader reader : readers) {
      Throwable failure = reader.failure();
      if (failure != null) {
        throw wrapped(failure);
      }
    }
    List<NodeReader> unaware = readers.stream().filter(each -> each.unknown() != null).toList();
    long there =
        readers.stream().filter(each -> each.state().state() == NodeState.State.LIVE).count();
    if (!unaware.isEmpty() && unaware.size() == there) {
      throw java.util.Objects.requireNonNull(unaware.get(0).unknown());
    }
  }

  /** Itself; there is one iteration. */
  @Override
  public Iterator<Event> iterator() {
    return this;
  }

  /**
   * Waits for the next event. To ask for it is to be done with the one before, whose position is
   * stored then, where there is a store: within 100 ms, and before every wait.
   *
   * @return false once the stream is closed
   * @throws SameNodeException if a node came that is not who it should be
   * @throws dev.jinx.client.RefusedException if a node refuses to go on
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      progress.done();
    }
    while (next == null && !closed) {
      if (batch.isEmpty()) {
        fill();
      } else {
        take(batch.remove());
      }
    }
    return next != null;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("closed");
    }
    Event event = java.util.Objects.requireNonNull(next);
    next = null;
    progress.given(event.cursor());
    return event;
  }

  /**
   * The position behind what was given out: a stream from there goes on behind it. A node that is
   * not in it has brought nothing yet, and is read from its earliest event then.
   */
  public VectorCursor cursor() {
    return progress.cursor();
  }

  /** Stores the position of the last event given, too: its caller is done with it. */
  public void commit() {
    progress.done();
    progress.store();
  }

  /** How each node fares now, in the order given. */
  public List<NodeState> nodes() {
    return readers.stream().map(NodeReader::state).toList();
  }

  /**
   * Ends the iteration, and every thread of it; one that just asks a node who it is ends by itself
   * when that answers or its time is over, and is waited for no longer than a second. The position
   * of what was done with is stored; the last event given is done with only if another was asked
   * for.
   *
   * @throws dev.jinx.client.checkpoint.CheckpointException if it cannot be stored
   */
  @Override
  public void close() {
    closed = true;
    readers.forEach(NodeReader::close);
    handover.close();
    try {
      long end = System.nanoTime() + JOIN_NANOS;
      for (NodeReader reader : readers) {
        reader.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // they end by themselves, a little later
    }
    progress.store();
  }

  private void fill() {
    if (handover.isEmpty()) {
      progress.store();
    }
    try {
      batch.addAll(handover.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FleetException("interrupted while waiting for an event", e);
    }
  }

  private void take(Item item) {
    if (item instanceof Item.Told told) {
      next = told.event();
    } else if (item instanceof Item.Moved moved) {
      progress.moved(moved.to());
    } else if (item instanceof Item.Changed changed) {
      listener.accept(changed.state());
    } else if (item instanceof Item.Failed failed) {
      batch.addFirst(failed); // it stays so
      throw wrapped(failed.cause());
    }
  }

  private static JinxException wrapped(Throwable cause) {
    return cause instanceof JinxException known
        ? known
        : new FleetException("a node's stream failed: " + cause, cause);
  }
}
