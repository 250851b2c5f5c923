package dev.jinx.client.fleet;

import dev.jinx.client.Api;
import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.GapException;
import dev.jinx.client.JinxException;
import dev.jinx.client.Phase;
import dev.jinx.client.RefusedException;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.SseEvent;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import dev.jinx.client.sse.StreamRefusedException;
import dev.jinx.event.EventChoice;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one node's stream on a thread of its own, for as long as the merged stream is open, and
 * hands on what it brings: events in order and each once, positions, and how the connection fares.
 */
final class NodeReader implements Runnable, SseListener {
  private final int index;
  private final Member member;
  private final Names names;
  private final Start start;
  private final EventFilter filter;
  private final EventChoice wanted;
  private final Comeback comeback;
  private final Handover<Item> handover;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile NodeState state;
  private volatile @Nullable UnknownPointException unknown;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable SseReader reader;
  private @Nullable Cursor position;
  private boolean widened;

  NodeReader(
      int index, Member member, Names names, Start start, EventFilter filter, Handover<Item> to) {
    this.index = index;
    this.member = member;
    this.names = names;
    this.start = start;
    this.filter = filter;
    this.wanted = new EventChoice(filter.injection(), filter.phase()).check();
    this.comeback = new Comeback(member.api().settings().deadAfter());
    this.handover = to;
    this.state = new NodeState(member.address(), member.name(), NodeState.State.NEW, 0, null);
    this.thread = new Thread(this, "jinx-fleet " + state.who());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits until it was tried once to reach the node. */
  void awaitFirstTry() throws InterruptedException {
    tried.await();
  }

  NodeState state() {
    return state;
  }

  /** Why nothing more comes from there, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** What the node said if it knows no point of a name that is wanted, else null. */
  @Nullable UnknownPointException unknown() {
    return unknown;
  }

  void close() {
    closed.countDown();
    SseReader open = reader;
    if (open != null) {
      open.close();
    }
  }

  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  @Override
  public void run() {
    try {
      Cursor end = firstContact();
      while (end != null && closed.getCount() > 0) {
        try {
          read(open(end));
          return;
        } catch (StreamRefusedException e) {
          widen(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but us has this thread
    } catch (IOException | RuntimeException | Error e) {
      fail(e); // else this node would be silent, and nobody knew why
    } finally {
      tried.countDown();
      close();
    }
  }

  /** Asks who is there until somebody answers; gives where its log stands, or null once closed. */
  private @Nullable Cursor firstContact() throws InterruptedException {
    boolean first = true;
    while (closed.getCount() > 0) {
      Duration pause = comeback.beforeFirst();
      try {
        Cursor end = member.api().health().cursor();
        hear(end);
        // Of a node that was not there at the opening all is new that its life has brought.
        return first ? end : new Cursor(end.node(), end.boot(), 0);
      } catch (UnreachableException e) {
        boolean dead = e.getCause() instanceof ConnectException;
        change(dead ? NodeState.State.DOWN : NodeState.State.LOST, e);
      } catch (RefusedException e) {
        if (e.status() != 429 && e.status() < 500) {
          throw e;
        }
        change(NodeState.State.LOST, e);
      }
      first = false;
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return null;
      }
    }
    return null;
  }

  private SseReader open(Cursor end) {
    Cursor from = position != null ? position : start.in(end.node(), end);
    boolean lenient = start.lenient() || position != null;
    String since = from == null || lenient ? "earliest" : from.toString();
    String names = widened ? wanted.names().widened() : filter.injection();
    EventFilter asked = new EventFilter(names, filter.phase(), since, filter.strict());
    String resumeAt = from == null ? "" : from.toString();
    SseReader opened = new SseReader(member.api().stream(asked), resumeAt, comeback, this);
    if (from != null && lenient) {
      opened.resumeFrom(resumeAt);
    }
    if (from != null && position == null) {
      move(from);
    }
    reader = opened;
    if (closed.getCount() == 0) {
      opened.close(); // our own close() may not have seen it
    }
    return opened;
  }

  private void read(SseReader from) throws IOException, InterruptedException {
    for (SseEvent next = from.next(); next != null; next = from.next()) {
      Event event = Event.parse(next.data(), next.lastEventId());
      Cursor at = event.cursor();
      hear(at);
      Cursor before = position;
      if (before != null && !event.isGapNotice()) { // one goes back where a log was begun anew
        if (!at.isAfter(before)) {
          from.resumeFrom(before.toString()); // not where the repeated one stands
          continue; // after a reconnection a server may repeat
        }
        if (wanted.isAll() && !before.isFollowedBy(at)) {
          tell(Event.gap(before, at));
        }
      }
      position = at;
      boolean shown =
          !widened || event.phase() == Phase.GAP || wanted.names().matches(event.injection());
      if (shown) {
        tell(event);
      } else {
        handover.put(index, new Item.Moved(at));
      }
    }
  }

  private void tell(Event event) throws InterruptedException {
    if (filter.strict() && event.phase() == Phase.GAP) {
      throw new GapException("events of " + state.who() + " are lost: " + event, null);
    }
    handover.put(index, new Item.Told(event));
  }

  /**
   * One of several nodes need not know a name that others do: then it is asked for more, and what
   * is too much is left out here.
   */
  private void widen(StreamRefusedException refused) {
    JinxException why = Api.refusal(refused);
    if (widened || !(why instanceof UnknownPointException e) || wanted.names().names().isEmpty()) {
      throw why;
    }
    unknown = e;
    widened = true;
  }

  @Override
  public void opened(boolean again) {
    change(NodeState.State.LIVE, null);
  }

  @Override
  public void lost(Loss loss, Duration pause) {
    if (loss.kind() == Loss.Kind.ENDED && loss.failures() == 0) {
      return; // a rotation: it is asked for again at once
    }
    NodeState.State next = comeback.state(loss);
    boolean dead = state.state() == NodeState.State.DOWN;
    if (next == NodeState.State.DOWN || !dead) {
      change(next, loss.cause());
    }
  }

  @Override
  public void position(String lastEventId) {
    Cursor at = Api.position(lastEventId);
    hear(at);
    move(at);
  }

  private void move(Cursor to) {
    Cursor before = position;
    if (before == null || to.isAfter(before)) {
      position = to;
      put(new Item.Moved(to));
    }
  }

  private void hear(Cursor from) {
    names.heard(index, from.node());
    if (state.node() == null) {
      state = state.named(from.node());
    }
  }

  private void change(NodeState.State next, @Nullable Throwable cause) {
    NodeState before = state;
    state = before.with(next, cause);
    tried.countDown(); // before the put, which waits for room, and so for whoever awaits this
    if (next != before.state()) {
      put(new Item.Changed(state));
    }
  }

  private void fail(Throwable cause) {
    failure = cause;
    tried.countDown();
    put(new Item.Failed(cause));
  }

  private void put(Item item) {
    try {
      handover.put(index, item);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but us has this thread
    }
  }
}
