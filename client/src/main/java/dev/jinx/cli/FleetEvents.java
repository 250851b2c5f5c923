package dev.jinx.cli;

import dev.jinx.client.fleet.FleetStream;
import dev.jinx.client.fleet.NodeState;
import dev.jinx.client.fleet.NodeState.State;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.client.http.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints a merged stream, says on stderr how the nodes fare, and in the end from where to go on: of
 * several nodes the last line alone does not tell. An interrupt is an end, too.
 */
final class FleetEvents {
  private final Terminal terminal;
  private final boolean tellsCursor;
  private final Map<Address, State> states = new HashMap<>();
  private final ReentrantLock printing = new ReentrantLock();
  private volatile @Nullable FleetStream events;
  private boolean died;
  private boolean interrupted;

  /**
   * Makes one for one stream.
   *
   * @param tellsCursor whether the end's position is of use, because it is not stored
   */
  FleetEvents(Terminal terminal, boolean tellsCursor) {
    this.terminal = terminal;
    this.tellsCursor = tellsCursor;
  }

  int print(FleetStream stream, long count) {
    events = stream;
    Thread interrupt = new Thread(this::interrupted, "jinx-interrupted");
    try (stream) {
      if (stream.nodes().stream().noneMatch(each -> each.state() == State.LIVE)) {
        throw nobody(stream.nodes());
      }
      Runtime.getRuntime().addShutdownHook(interrupt);
      for (long left = count; left > 0 && stream.hasNext() && line(stream); left--) {
        // the line was printed
      }
      end(stream);
      if (died) {
        throw new CommandException(
            "all JVMs are down: " + who(stream.nodes()), Exit.JVM_DIED, null);
      }
      return Exit.OK;
    } finally {
      remove(interrupt);
    }
  }

  /** Hears of a node, in its place among the events. */
  void changed(NodeState state) {
    State before = states.put(state.address(), state.state());
    if (before != null || state.state() != State.LIVE) {
      terminal.say("jinx: " + state);
    }
    FleetStream stream = events;
    if (stream != null && allDown(stream.nodes())) {
      died = true;
      stream.close();
    }
  }

  /** As it was told among the events, and as it is now: one may have come back meanwhile. */
  private boolean allDown(List<NodeState> now) {
    return states.size() == now.size()
        && states.values().stream().allMatch(each -> each == State.DOWN)
        && now.stream().allMatch(each -> each.state() == State.DOWN);
  }

  /** What is printed and what the position says must not differ when it ends in between. */
  private boolean line(FleetStream stream) {
    printing.lock();
    try {
      if (interrupted) {
        return false;
      }
      terminal.line(stream.next().json());
      return true;
    } finally {
      printing.unlock();
    }
  }

  private void interrupted() {
    try {
      // Whoever reads the output may have stopped to: an interrupt must not wait for them.
      FleetStream stream = events;
      if (stream != null && printing.tryLock(1, TimeUnit.SECONDS)) {
        interrupted = true;
        end(stream);
        printing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the JVM ends
    }
  }

  private void end(FleetStream stream) {
    stream.commit();
    VectorCursor cursor = stream.cursor();
    if (tellsCursor && !cursor.equals(VectorCursor.EMPTY)) {
      terminal.say("jinx: go on with --since " + cursor);
    }
  }

  private static CommandException nobody(List<NodeState> nodes) {
    String why =
        nodes.stream()
            .map(NodeState::cause)
            .filter(java.util.Objects::nonNull)
            .map(Throwable::getMessage)
            .collect(Collectors.joining("; "));
    return new CommandException(why.isEmpty() ? "no agent answers" : why, Exit.UNREACHABLE, null);
  }

  private static String who(List<NodeState> nodes) {
    return nodes.stream().map(NodeState::who).collect(Collectors.joining(", "));
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it is at work: the JVM ends
    }
  }
}
