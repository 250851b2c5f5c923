package dev.jinx.client;

import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.sse.SseEvent;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import dev.jinx.client.sse.StreamRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fills a tape from a node's whole stream, on one daemon thread, until closed; when the JVM dies,
 * with what it left in its log directory, where that is known.
 */
final class TapeReader implements Closeable, SseListener {
  private final Tape tape;
  private final Settings settings;
  private final SseReader reader;
  private final Afterlife afterlife;
  private final Thread thread;
  private volatile boolean closed;

  private TapeReader(Api api, Tape tape, EventFilter filter, Cursor start) {
    this.tape = tape;
    this.settings = api.settings();
    this.afterlife = new Afterlife(settings.logDirectory(), settings.deadAfter());
    String resumeAt = start.seq() < 0 ? "" : start.toString();
    Reconnect policy = Patience.endless(settings.deadAfter());
    this.reader = new SseReader(api.stream(filter), resumeAt, policy, this);
    this.thread = new Thread(this::run, "jinx-client " + settings.address());
    this.thread.setDaemon(true);
  }

  /** Connects, then reads beside the caller: from the start of the tape on, or all there is. */
  static TapeReader start(Api api, Tape tape, EventFilter filter) {
    TapeReader reader = new TapeReader(api, tape, filter, tape.position());
    try {
      reader.reader.open();
    } catch (StreamRefusedException e) {
      throw Api.refusal(e);
    } catch (IOException e) {
      throw api.unreachable(e);
    }
    reader.thread.start();
    return reader;
  }

  private void run() {
    try {
      for (SseEvent event = reader.next(); event != null; event = reader.next()) {
        if (!tape.add(Event.parse(event.data(), event.lastEventId()))) {
          reader.resumeFrom(tape.position().toString()); // not where the repeated one stands
        }
      }
      tape.link(Link.State.CLOSED, null);
    } catch (IOException | RuntimeException e) {
      // Nobody is here to catch it: every wait finds it in the link and throws it on.
      tape.link(Link.State.REFUSED, e);
      reader.close();
    }
  }

  @Override
  public void opened(boolean again) {
    afterlife.over();
    if (again) {
      tape.link(Link.State.LIVE, null);
    }
  }

  @Override
  public void lost(Loss loss, Duration pause) {
    boolean dead = loss.isDeath(settings.deadAfter());
    if (tape.link().state() != Link.State.DEAD) { // else what is known of the death stays
      JinxException unread = afterlife.isDue(loss) ? readRest(loss) : null;
      tape.link(dead ? Link.State.DEAD : Link.State.LOST, unread == null ? loss.cause() : unread);
    }
  }

  /** Before anybody learns of the death, so that a wait finds what happened before it. */
  private @Nullable JinxException readRest(Loss loss) {
    try {
      Cursor position = tape.position();
      afterlife.begin(loss.cause(), position.seq() < 0 ? null : position);
      for (Event event = afterlife.next(); event != null; event = afterlife.next()) {
        if (closed) {
          return null; // nobody waits any more
        }
        tape.add(event);
      }
      if (tape.position().seq() >= 0) {
        reader.resumeFrom(tape.position().toString());
      }
      String problems = afterlife.problems();
      return problems.isEmpty()
          ? null
          : new JinxException(loss.cause().getMessage() + problems, loss.cause());
    } catch (JinxException e) {
      return e; // waits end with the death anyway, and this is said with it
    }
  }

  @Override
  public void position(String lastEventId) {
    tape.moveTo(Api.position(lastEventId));
  }

  /** Ends the thread, and waits for that: no longer than a connection under way may take. */
  @Override
  public void close() {
    closed = true;
    reader.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends by itself, a little later
    }
  }
}
