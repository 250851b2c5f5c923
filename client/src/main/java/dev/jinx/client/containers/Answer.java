package dev.jinx.client.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.jinx.client.Jinx;
import dev.jinx.client.RefusedException;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Waits for the first answer of an agent in a container. */
final class Answer {
  private static final int UNAVAILABLE = 503;
  private static final long PAUSE_MILLIS = 50;

  /** How often it is tried between two looks at the output, which may be long. */
  private static final int TRIES = 20;

  private final GenericContainer<?> container;
  private final ContainerAgent agent;
  private final Duration patience;
  private final Output output;

  Answer(GenericContainer<?> container, ContainerAgent agent, Duration patience) {
    this.container = container;
    this.agent = agent;
    this.patience = patience;
    this.output = new Output(container);
  }

  Jinx await() {
    container.getDockerImageName(); // pulled first, however long that takes
    long end = System.nanoTime() + patience.toNanos();
    boolean created = false;
    for (int tries = 1; ; tries++) {
      if (!created && container.getContainerId() != null) {
        created = true;
        end = System.nanoTime() + patience.toNanos(); // what it depends on had to start before
      }
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
      if (created && tries % TRIES == 0 && output.refusesConfiguration()) {
        throw failure("it has not started, as its configuration is wrong", failure);
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
        agent + ": " + what + "; the end of the container's output:\n" + output.lastWords(), cause);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // nothing tells that a port has been opened
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContainerException("interrupted: the wait for an agent in a container", e);
    }
  }
}
