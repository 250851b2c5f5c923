package dev.jinx.example.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A client of the ensemble: a plain {@link ZooKeeper}, that knows nothing of Jinx. */
final class Writer implements AutoCloseable {
  private static final int SESSION_MILLIS = 60_000;
  private static final int CONNECT_SECONDS = 30;
  private final ZooKeeper zooKeeper;

  /** Opens a session at that node. */
  Writer(String address) throws IOException, InterruptedException {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    zooKeeper =
        new ZooKeeper(
            address,
            SESSION_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.complete(null);
              }
            });
    try {
      connected.get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new DemoException("the ZooKeeper client did not connect to " + address, e);
    }
  }

  /**
   * Begins to create a node.
   *
   * @return completed with the milliseconds it took once ZooKeeper says that it is done
   */
  CompletableFuture<Long> create(String path, String content) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    long begun = System.nanoTime();
    zooKeeper.create(
        path,
        content.getBytes(StandardCharsets.UTF_8),
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        CreateMode.PERSISTENT,
        (code, asked, context, name) -> {
          KeeperException.Code result = KeeperException.Code.get(code);
          if (result == KeeperException.Code.OK) {
            done.complete(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
          } else {
            done.completeExceptionally(KeeperException.create(result, asked));
          }
        },
        null);
    return done;
  }

  /** What that node holds. */
  String read(String path) throws KeeperException, InterruptedException {
    return new String(zooKeeper.getData(path, false, null), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    zooKeeper.close();
  }
}
