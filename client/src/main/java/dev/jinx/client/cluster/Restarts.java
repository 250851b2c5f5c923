package dev.jinx.client.cluster;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Carries a member's rules from one life of its process to the next. */
final class Restarts implements NodeProcess.Keeper {
  private final Desk desk;
  private final Node node;

  Restarts(Desk desk, Node node) {
    this.desk = desk;
    this.node = node;
  }

  @Override
  public Map<String, Map<String, Object>> early() {
    return at(() -> desk.station().early());
  }

  @Override
  public void back() {
    at(
        () -> {
          desk.station().look(); // which connects anew
          return true;
        });
  }

  private <T> T at(Callable<T> task) {
    try {
      return desk.submit(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ClusterException(
          "node " + node.name() + " was not brought to where it should be: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while " + node.name() + " was restarted", e);
    }
  }
}
