package dev.jinx.relay;

import dev.jinx.client.Api;
import dev.jinx.client.Cursor;
import dev.jinx.client.JinxException;
import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.SseEvent;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import dev.jinx.client.sse.StreamRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node's way into Kafka: a thread that reads its stream and ships what comes. It comes back by
 * itself after every trouble with the node, and says each trouble once.
 */
final class Lane implements Runnable {
  /** How a lane fares. */
  enum State {
    CONNECTING,
    UP,
    DOWN,
    REFUSED
  }

  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final NodeEvents node;
  private final Shipper shipper;
  private final Consumer<String> say;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile InFlight inFlight;
  private volatile State state = State.CONNECTING;
  private volatile boolean again;
  private volatile @Nullable SseReader reader;
  private String said = "";

  Lane(
      String name,
      NodeEvents node,
      @Nullable Cursor behind,
      Shipper shipper,
      Consumer<String> say) {
    this.name = name;
    this.node = node;
    this.inFlight = new InFlight(behind);
    this.shipper = shipper;
    this.say = say;
  }

  @Override
  public void run() {
    Cursor behind = inFlight.position();
    try {
      while (stopped.getCount() > 0) {
        LaneFeed feed = new LaneFeed(name, behind, shipper, inFlight, this::sendAgain);
        try {
          read(feed, behind);
          if (stopped.getCount() > 0 && !again) {
            refused("it says that there is nothing more to come");
          }
        } catch (StreamRefusedException e) {
          String body = e.body().isBlank() ? "" : ": " + e.body().strip();
          refused(e.getMessage() + body);
        } catch (NodeRefusedException | IOException | JinxException e) {
          refused(String.valueOf(e.getMessage()));
        } catch (RelayException e) {
          throw e; // Kafka's, not the node's
        } catch (RuntimeException e) {
          refused(e.toString()); // one strange node does not end the others
        }
        behind = again ? startOver() : feed.last();
      }
    } catch (InterruptedException e) {
      state = State.DOWN; // stopped
    }
  }

  private void read(LaneFeed feed, @Nullable Cursor behind)
      throws IOException, InterruptedException {
    try (SseReader opened = node.open(behind, new Listener(feed))) {
      reader = opened;
      for (SseEvent event = next(opened); event != null; event = opened.next()) {
        feed.take(event);
      }
    } finally {
      reader = null;
    }
  }

  /** The first event, unless the lane was stopped before it could be told to the reader. */
  private @Nullable SseEvent next(SseReader opened) throws IOException {
    return stopped.getCount() == 0 || again ? null : opened.next();
  }

  private void refused(String reason) throws InterruptedException {
    state = State.REFUSED;
    tell("refused: " + reason);
    if (stopped.await(REFUSED_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      state = State.DOWN;
    }
  }

  private void tell(String news) {
    if (!news.equals(said)) {
      said = news;
      say.accept("node " + name + ": " + news);
    }
  }

  /** From a producer's thread: the broker took one event for too large. */
  private void sendAgain() {
    again = true;
    SseReader open = reader;
    if (open != null) {
      open.close();
    }
  }

  private @Nullable Cursor startOver() {
    again = false;
    Cursor position = inFlight.position();
    inFlight = new InFlight(position);
    return position;
  }

  /** Asks the thread to end; what has been sent stays on its way. */
  void stop(Thread thread) {
    stopped.countDown();
    SseReader open = reader;
    if (open != null) {
      open.close();
    }
    thread.interrupt(); // it may stand before a full producer
  }

  State state() {
    return state;
  }

  /** What of it is on its way. */
  InFlight inFlight() {
    return inFlight;
  }

  /** Watches the connection. */
  private final class Listener implements SseListener {
    private final LaneFeed feed;

    Listener(LaneFeed feed) {
      this.feed = feed;
    }

    @Override
    public void opened(boolean isBack) {
      state = State.UP;
      if (!said.isEmpty()) {
        tell("connected");
        said = "";
      }
    }

    @Override
    public void lost(Loss loss, Duration pause) {
      state = State.DOWN;
      if (loss.kind() != Loss.Kind.ENDED && loss.failures() > 0) {
        tell("down: " + loss.cause().getMessage());
      }
    }

    @Override
    public void position(String lastEventId) {
      feed.heard(Api.position(lastEventId));
    }
  }
}
