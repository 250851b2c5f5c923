package dev.jinx.relay;

import dev.jinx.client.checkpoint.CheckpointException;
import dev.jinx.client.fleet.VectorCursor;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Ships nodes' events into Kafka until it is closed. What it guarantees is said in the package.
 * Thread-safe.
 */
public final class Relay implements AutoCloseable {
  private final RelaySettings settings;
  private final Consumer<String> say;
  private final Producer<byte[], byte[]> producer;
  private final Positions positions;
  private final Shipper shipper;
  private final Lanes lanes;
  private final RelayKeeper keeper;
  private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final int shards;
  private @Nullable Membership membership;
  private @Nullable Thread member;
  private final @Nullable NodesFile nodesFile;
  private volatile Nodes nodes;

  /**
   * Prepares a relay; {@link #start} lets it go.
   *
   * @param prepared what was found at the broker
   * @param say hears, in a line each, what people should know
   * @throws IOException if the file of nodes cannot be read
   */
  Relay(RelaySettings settings, Preparation.Prepared prepared, Consumer<String> say)
      throws IOException {
    this.settings = settings;
    this.say = say;
    this.shards = prepared.shards();
    NodesFile file = settings.nodesFile() == null ? null : NodesFile.of(settings.nodesFile());
    this.nodesFile = file;
    this.nodes = file == null ? Objects.requireNonNull(settings.nodes()) : file.nodes();
    KafkaClients kafka = new KafkaClients(settings.kafka());
    this.positions =
        settings.checkpoint() != null
            ? new FilePositions(settings.checkpoint(), settings.topic())
            : new KafkaPositions(kafka.positions(), settings.positions(), shards);
    this.producer = kafka.events();
    this.shipper =
        new Shipper(
            producer,
            settings.topic(),
            Math.min(kafka.maxRequestSize(), prepared.maxMessageBytes()),
            e -> fail(new RelayException("Kafka refused an event for good: " + e.getMessage(), e)));
    this.lanes = new Lanes(shipper, settings, say, this::fail);
    this.keeper = new RelayKeeper(this, lanes, shipper, say);
    if (settings.group() != null) {
      int session = (int) settings.sessionTimeout().toMillis();
      membership =
          new Membership(
              kafka.member(settings.group(), session), settings.positions(), new GroupOwner());
    }
  }

  /** Begins to work. */
  void start() {
    if (membership == null) {
      lanes.start(() -> nodes, name -> true, positions::of);
    } else {
      member = new Thread(membership, "jinx-relay-group");
      member.start();
    }
    keeper.start();
  }

  /**
   * Waits until the relay is closed.
   *
   * @throws RelayException if it could not go on
   */
  public void join() throws InterruptedException {
    ended.await();
    RuntimeException cause = failure.get();
    if (cause != null) {
      throw cause;
    }
  }

  /** Stops reading, waits for what is on its way, stores the positions and leaves the group. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    keeper.close();
    lanes.close(); // a round or the group may be about to start some
    Duration patience = failure.get() == null ? settings.handOver() : Duration.ZERO;
    Membership group = membership;
    if (group == null) {
      store(lanes.stop(name -> true, patience));
    } else {
      group.close();
      join(member, settings.handOver().multipliedBy(2));
    }
    producer.close(Duration.ofSeconds(1)); // what was worth waiting for has been waited for
    positions.close();
    ended.countDown();
  }

  /** Ends the relay, which {@link #join} tells. What comes once it is closed changes nothing. */
  void fail(RuntimeException cause) {
    if (!closed.get() && failure.compareAndSet(null, cause)) {
      ended.countDown();
    }
  }

  /** Stores what is acknowledged by now, of the nodes that are ours now. */
  void storePositions() {
    store(lanes.acknowledged());
  }

  /** Looks whether the file of nodes has changed, and begins and ends with nodes as it says. */
  void lookAtNodes() throws IOException {
    Nodes changed = nodesFile == null ? null : nodesFile.changed();
    if (changed == null) {
      return;
    }
    nodes = changed;
    say.accept(settings.nodesFile() + " names " + changed.addresses().size() + " nodes now");
    store(lanes.stop(lanes.notIn(changed), settings.handOver()));
    lanes.start(() -> changed, this::isOurs, positions::of);
  }

  private boolean isOurs(String node) {
    return membership == null || owned.contains(Shards.of(node, shards));
  }

  private void store(VectorCursor acknowledged) {
    try {
      positions.store(acknowledged);
      keeper.stored(null);
    } catch (RelayException | CheckpointException e) {
      keeper.stored(e);
    }
  }

  RelaySettings settings() {
    return settings;
  }

  private static void join(@Nullable Thread thread, Duration patience) {
    try {
      if (thread != null) {
        thread.join(patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the group has us do. */
  private final class GroupOwner implements Membership.Owner {
    @Override
    public void own(int shard, Map<String, VectorCursor> found) {
      ((KafkaPositions) positions).checkpoints().load(found);
      owned.add(shard);
      lanes.start(() -> nodes, name -> Shards.of(name, shards) == shard, positions::of);
    }

    @Override
    public void handOver(Set<Integer> gone) {
      store(leave(gone, failure.get() == null ? settings.handOver() : Duration.ZERO));
      gone.forEach(((KafkaPositions) positions).checkpoints()::unload);
    }

    @Override
    public void lose(Set<Integer> gone) {
      leave(gone, Duration.ZERO);
      gone.forEach(((KafkaPositions) positions).checkpoints()::unload);
    }

    private VectorCursor leave(Set<Integer> gone, Duration patience) {
      owned.removeAll(gone);
      Predicate<String> theirs = name -> gone.contains(Shards.of(name, shards));
      return lanes.stop(theirs, patience);
    }

    @Override
    public void fail(RuntimeException cause) {
      Relay.this.fail(new RelayException("the group: " + cause.getMessage(), cause));
    }
  }
}
