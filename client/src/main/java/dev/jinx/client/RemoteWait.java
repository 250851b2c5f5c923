package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits on the agent's side, and goes on where a connection broke or one call may not be long
 * enough. Knows the log's position from before, so that going on misses nothing.
 */
public final class RemoteWait {
  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
  private static final long PROBE_MILLIS = 100;

  private final Api api;

  /** Connects to nothing yet. */
  public RemoteWait(Api api) {
    this.api = api;
  }

  /**
   * Waits for the event of that number in the range.
   *
   * @return its line
   * @throws WaitTimeoutException with the agent's diagnosis; the cause has it in JSON
   * @throws GapException if events of the range are lost
   * @throws UnknownPointException if a name without wildcard is not declared
   * @throws UnreachableException if nothing answers, or not any more in time
   * @throws JvmDiedException if the JVM went away meanwhile
   */
  public String run(EventFilter filter, int count, Duration timeout) {
    Cursor start = api.health().cursor();
    long deadline = System.nanoTime() + timeout.toNanos();
    EventFilter range = filter;
    while (true) {
      long nanos = Math.max(0, deadline - System.nanoTime());
      Duration left = Duration.ofNanos(nanos);
      boolean whole = left.compareTo(LONGEST_CALL) <= 0;
      try {
        return event(api.await(range, count, whole ? left : LONGEST_CALL));
      } catch (RefusedException e) {
        if (e.status() == 503) {
          comeBack(start, e); // the JVM may be going down
        } else if (e.status() != 408 || whole) {
          throw translated(e);
        }
      } catch (UnreachableException e) {
        if (e.getCause() instanceof SocketTimeoutException) {
          throw e; // somebody listens but does not answer
        }
        comeBack(start, e);
      }
      range = goingOn(filter, start);
    }
  }

  private static EventFilter goingOn(EventFilter filter, Cursor start) {
    boolean live = filter.since() == null || "latest".equals(filter.since());
    return live ? filter.since(start) : filter;
  }

  private static String event(String line) {
    try {
      if ("gap".equals(Json.object(line).get("phase"))) {
        throw new GapException("events of the range are lost: " + line.strip(), null);
      }
      return line.strip();
    } catch (IOException e) {
      throw new JinxException("not an event: " + e.getMessage(), e);
    }
  }

  private static JinxException translated(RefusedException e) {
    String message = String.valueOf(e.getMessage());
    if (e.status() == 410) {
      return new GapException(message, e);
    }
    if (e.status() != 408) {
      return e;
    }
    boolean gap = Problem.json(e.body()).containsKey("gap");
    return gap ? new GapException(message, e) : new WaitTimeoutException(message, e);
  }

  /** Finds out whether the JVM that answered before is still there. */
  private void comeBack(Cursor start, JinxException lost) {
    long deadline = System.nanoTime() + api.settings().deadAfter().toNanos();
    while (true) {
      try {
        Cursor now = api.health().cursor();
        if (!now.sameLife(start)) {
          throw new JvmDiedException("the JVM died: it was " + start + ", and now " + now, lost);
        }
        if (lost instanceof UnreachableException) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw lost; // it refuses, and stays
        }
      } catch (UnreachableException e) {
        boolean refused = e.getCause() instanceof ConnectException;
        if (System.nanoTime() > deadline) {
          throw refused ? new JvmDiedException("the JVM died: " + e.getMessage(), e) : e;
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS); // between attempts to connect, not for an event
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JinxException("interrupted while connecting again", e);
    }
  }
}
