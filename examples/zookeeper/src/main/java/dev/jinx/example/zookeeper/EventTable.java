package dev.jinx.example.zookeeper;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.EventStream;
import dev.jinx.client.Jinx;
import dev.jinx.client.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Prints a row for each event of every node as it comes. A stream and a thread for each node; the
 * teller of the story can wait for a row, so that text and rows come in the order of their causes.
 */
final class EventTable {
  private static final String FORMAT = "%-12s  %-4s  %-15s  %-8s  %s";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private final Screen screen;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Event> shown = new ArrayList<>();
  private @Nullable RuntimeException broken;
  private boolean closing;

  EventTable(Screen screen) {
    this.screen = screen;
  }

  /** Prints the names of the columns. */
  void heading() {
    screen.heading(FORMAT.formatted("TIME", "NODE", "POINT", "PHASE", "THREAD"));
  }

  /** Begins to show that node's events, from its first one on. */
  void follow(Jinx node) {
    EventStream events = node.events(EventFilter.ALL.sinceEarliest());
    Thread thread = new Thread(() -> read(events), "events of " + node);
    thread.setDaemon(true);
    thread.start();
  }

  /** From here on the nodes may go away. */
  void close() {
    lock.lock();
    try {
      closing = true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the row of such an event, or takes one that is there. */
  Event await(String what, Duration patience, Predicate<Event> wanted) throws InterruptedException {
    return await(what, 1, patience, wanted);
  }

  /** Waits for that many; answers the last of them. */
  Event await(String what, int count, Duration patience, Predicate<Event> wanted)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (true) {
        List<Event> found = shown.stream().filter(wanted).limit(count).toList();
        if (found.size() == count) {
          return found.get(count - 1);
        }
        if (broken != null) {
          throw new DemoException(Objects.toString(broken.getMessage()), broken);
        }
        if (left <= 0) {
          throw new DemoException("waited in vain for " + patience.toSeconds() + " s: " + what);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void read(EventStream events) {
    try (events) {
      for (Event event : events) {
        show(event);
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void show(Event event) {
    lock.lock();
    try {
      Instant time = event.time();
      boolean gap = event.phase() == Phase.GAP;
      screen.row(
          FORMAT.formatted(
              time == null ? "" : TIME.format(time),
              event.cursor().node(),
              gap ? "(events lost)" : event.injection(),
              event.phase().wire(),
              gap ? "" : Screen.cut(event.thread().name(), 40)),
          colour(event.phase()));
      shown.add(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void fail(RuntimeException e) {
    lock.lock();
    try {
      if (!closing) {
        broken = e;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private static String colour(Phase phase) {
    return switch (phase) {
      case PARKED -> "33";
      case RELEASED -> "32";
      case HIT -> "";
      default -> "31";
    };
  }
}
