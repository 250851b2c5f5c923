package dev.jinx.client.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.jinx.client.Jinx;
import dev.jinx.client.RefusedException;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Waits for the first answer of an agent in a container. */
final class Answer {
  private static final int UNAVAILABLE = 503;
  private static final long PAUSE_MILLIS = 50;
  private static final int LINES = 30;

  private final GenericContainer<?> container;
  private final ContainerAgent agent;
  private final Duration patience;

  Answer(GenericContainer<?> container, ContainerAgent agent, Duration patience) {
    this.container = container;
    this.agent = agent;
    this.patience = patience;
  }

  Jinx await() {
    long end = System.nanoTime() + patience.toNanos();
    boolean created = false;
    while (true) {
      created |= container.getContainerId() != null;
      RuntimeException failure;
      try {
        return agent.builder().connect();
      } catch (UnreachableException | IllegalStateException e) {
        failure = e; // not yet: it is being created, or its port not mapped
      } catch (RefusedException e) {
        if (e.status() != UNAVAILABLE) {
          throw e;
        }
        failure = e; // not quite
      }
      if (created && hasEnded()) {
        throw failure("its container has ended", failure);
      }
      if (System.nanoTime() - end > 0) {
        throw failure("nothing answered within " + patience, failure);
      }
      pause();
    }
  }

  private boolean hasEnded() {
    String id = container.getContainerId();
    if (id == null) {
      return true; // stopped again
    }
    try {
      String status =
          container.getDockerClient().inspectContainerCmd(id).exec().getState().getStatus();
      return "exited".equals(status) || "dead".equals(status);
    } catch (NotFoundException e) {
      return true;
    }
  }

  private ContainerException failure(String what, @Nullable Throwable cause) {
    return new ContainerException(
        agent + ": " + what + "; the end of the container's output:\n" + lastWords(), cause);
  }

  private String lastWords() {
    List<String> lines;
    try {
      lines = container.getLogs().lines().toList();
    } catch (RuntimeException e) {
      return "  (not to be had: " + e.getMessage() + ")";
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return last.isEmpty() ? "  (nothing)" : "  " + String.join("\n  ", last);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContainerException("interrupted: the wait for an agent in a container", e);
    }
  }
}
