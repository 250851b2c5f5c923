package dev.jinx.example.zookeeper;

import dev.jinx.client.Event;
import dev.jinx.client.Jinx;
import dev.jinx.client.Phase;
import dev.jinx.client.Waiter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.zookeeper.KeeperException;

/** What happens, step by step. Each step waits for events, never for time. */
final class Story {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 8;
  private final Screen screen;
  private final EventTable table;
  private final CommandLine jinx;
  private final Ensemble ensemble;
  private final Path directory;
  private final Path root;
  private final Map<Node, String> addresses = new HashMap<>();
  private final Map<Node, Jinx> agents = new HashMap<>();

  Story(Screen screen, Ensemble ensemble, Path directory, Path root) {
    this.screen = screen;
    this.table = new EventTable(screen);
    this.jinx = new CommandLine(screen);
    this.ensemble = ensemble;
    this.directory = directory;
    this.root = root;
  }

  /** Tells it to the end; the nodes are still there then. */
  void tell()
      throws IOException,
          InterruptedException,
          KeeperException,
          ExecutionException,
          TimeoutException {
    start();
    Node leader = electLeader();
    Node first = ensemble.others(leader).get(0);
    Node second = ensemble.others(leader).get(1);
    screen.step(
        "A ZooKeeper client opens a session at " + leader.clientAddress() + " and writes /before.",
        "Both go into the transaction log of every node.");
    try (Writer writer = new Writer(leader.clientAddress())) {
      writeFreely(writer);
      holdCommits(first, second);
      CompletableFuture<Long> write = writeAndHang(writer, leader, first, second);
      lookAround(first);
      releaseOne(writer, write, first, second);
      releaseOther(second);
      failOne(writer, second);
      screen.step("The client closes its session; every node hears of it.");
    }
    for (Node node : ensemble.nodes()) {
      table.await("session-closed on " + node.name(), PATIENCE, is(node, "session-closed"));
    }
    table.close();
    agents.values().forEach(Jinx::close);
  }

  private void start() throws IOException, InterruptedException {
    screen.step(
        "Three ZooKeeper nodes start, each a JVM of its own with the agent in it.",
        "They listen on 127.0.0.1, 127.0.0.2 and 127.0.0.3. No line of ZooKeeper is changed: what",
        "to watch is in examples/zookeeper/jinx.yaml. Each node runs this in a directory of its own:");
    ensemble.start(directory, root);
    screen.command(ensemble.nodes().get(0).command());
    for (Node node : ensemble.nodes()) {
      addresses.put(node, PortFiles.await(node, PATIENCE));
    }
    screen.say("The agents have written where they listen to their port files:");
    for (Node node : ensemble.nodes()) {
      screen.say("  %s  %s".formatted(node.name(), addresses.get(node)));
    }
    screen.step(
        "They elect a leader. From here on each event of the three streams is a row.",
        "In a terminal of your own: curl -N " + url(ensemble.nodes().get(0)) + "/events");
    table.heading();
    for (Node node : ensemble.nodes()) {
      Jinx agent = Jinx.connect(address(node));
      agents.put(node, agent);
      table.follow(agent);
    }
  }

  private Node electLeader() throws IOException, InterruptedException {
    Event elected = table.await("leader-elected", PATIENCE, is("leader-elected"));
    Node leader = ensemble.node(elected.cursor().node());
    for (Node node : ensemble.nodes()) {
      table.await("serving on " + node.name(), PATIENCE, is(node, "serving"));
    }
    screen.say(
        leader.name() + " reached Leader#lead: it is the leader. A script learns that by waiting:");
    jinx.run("wait", "leader-elected", "--since", "earliest", "--address", address(leader));
    return leader;
  }

  private void writeFreely(Writer writer)
      throws InterruptedException, ExecutionException, TimeoutException {
    // The session is a transaction, too: once every log has it, what comes next is the write.
    awaitCommits(1);
    long millis = finished(writer.create("/before", "free"));
    awaitCommits(2);
    awaitCreated(1);
    screen.say("/before was written in " + millis + " ms.");
  }

  private void holdCommits(Node first, Node second) throws IOException, InterruptedException {
    screen.step(
        "Now the next commit is to be held on both followers, %s and %s."
            .formatted(first.name(), second.name()),
        "A follower votes for a write once its log is on disk. Two of three votes are needed, so",
        "without these two the leader is alone.");
    for (Node node : List.of(first, second)) {
      jinx.run(
          "enable",
          "txn-commit",
          "--action",
          "pause(60s)",
          "--one-shot",
          "--address",
          address(node));
    }
  }

  private CompletableFuture<Long> writeAndHang(Writer writer, Node leader, Node first, Node second)
      throws IOException, InterruptedException {
    screen.step("The client writes /greeting, and hangs.");
    CompletableFuture<Long> write = writer.create("/greeting", "hello");
    for (Node node : List.of(first, second)) {
      table.await("parked on " + node.name(), PATIENCE, is(node, "txn-commit", Phase.PARKED));
    }
    table.await("commit on the leader", 3, PATIENCE, is(leader, "txn-commit"));
    screen.say("Both followers stand in their commit. A script waits for that like this:");
    jinx.run("wait", "txn-commit", "--phase", "parked", "--address", address(first));
    if (write.isDone()) {
      throw new DemoException("the write is done, although two of three nodes did not vote");
    }
    return write;
  }

  private void lookAround(Node node) {
    List<Waiter> waiters = agent(node).point("txn-commit").waiters();
    if (waiters.size() != 1) {
      throw new DemoException("one thread should be parked on " + node.name() + ": " + waiters);
    }
    Waiter waiter = waiters.get(0);
    screen.step("Meanwhile one can look around. Who stands there on " + node.name() + "?");
    screen.command("curl " + url(node) + "/injection/txn-commit/waiters");
    screen.say(
        "Thread \"%s\", for %d ms by now, in %s:"
            .formatted(waiter.thread().name(), waiter.parked().toMillis(), waiter.action()));
    waiter.stack().stream().limit(FRAMES).forEach(frame -> screen.answer("  at " + frame));
    if (!waiter.monitors().isEmpty()) {
      screen.say("It holds the monitors of:");
      waiter.monitors().forEach(monitor -> screen.answer("  " + monitor));
    }
  }

  private void releaseOne(Writer writer, CompletableFuture<Long> write, Node first, Node second)
      throws IOException,
          InterruptedException,
          KeeperException,
          ExecutionException,
          TimeoutException {
    screen.step("One follower is let go: with the leader that makes two of three.");
    jinx.run("release", "txn-commit", "--address", address(first));
    table.await("released on " + first.name(), PATIENCE, is(first, "txn-commit", Phase.RELEASED));
    long millis = finished(write);
    awaitCreated(2);
    screen.say(
        "The write is done, after %d ms. The client reads back: \"%s\"."
            .formatted(millis, writer.read("/greeting")));
    if (agent(second).point("txn-commit").waiters().isEmpty()) {
      throw new DemoException("nobody is parked any more on " + second.name());
    }
    screen.say(
        second.name() + " still stands in its commit: it has the write in memory, not on disk.");
  }

  private void releaseOther(Node second) throws IOException, InterruptedException {
    screen.step("The other follower is let go as well.");
    jinx.run("release", "txn-commit", "--address", address(second));
    table.await("released on " + second.name(), PATIENCE, is(second, "txn-commit", Phase.RELEASED));
  }

  private void failOne(Writer writer, Node node)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    screen.step(
        "What a held thread does next is decided when it is let go. This time " + node.name(),
        "is to find its disk full.");
    jinx.run(
        "enable", "txn-commit", "--action", "pause(60s)", "--one-shot", "--address", address(node));
    finished(writer.create("/farewell", "bye"));
    awaitCreated(3);
    table.await("parked", 2, PATIENCE, is(node, "txn-commit", Phase.PARKED));
    String outcome = "throw(java.io.IOException, \"disk full\")";
    jinx.run("release", "txn-commit", "--outcome", outcome, "--address", address(node));
    Event failed = table.await("fails", 2, PATIENCE, is(node, "txn-commit", Phase.RELEASED));
    Predicate<Event> after = event -> event.cursor().seq() > failed.cursor().seq();
    table.await(node.name() + " joins", PATIENCE, is(node, "follower-begins").and(after));
    screen.say(
        "The other two have written /farewell without it. " + node.name() + " could not write its",
        "log: it has left, as ZooKeeper does then, and follows anew to get what it missed.");
  }

  private void awaitCommits(int count) throws InterruptedException {
    for (Node node : ensemble.nodes()) {
      String what = "txn-commit " + count + " on " + node.name();
      table.await(what, count, PATIENCE, is(node, "txn-commit"));
    }
  }

  private void awaitCreated(int count) throws InterruptedException {
    for (Node node : ensemble.nodes()) {
      String what = "node-created " + count + " on " + node.name();
      table.await(what, count, PATIENCE, is(node, "node-created"));
    }
  }

  private static long finished(CompletableFuture<Long> write)
      throws InterruptedException, ExecutionException, TimeoutException {
    return write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private String address(Node node) {
    return java.util.Objects.requireNonNull(addresses.get(node));
  }

  private Jinx agent(Node node) {
    return java.util.Objects.requireNonNull(agents.get(node));
  }

  private String url(Node node) {
    return "http://" + address(node) + "/v2/error_injection";
  }

  private static Predicate<Event> is(String point) {
    return event -> event.injection().equals(point);
  }

  private static Predicate<Event> is(Node node, String point) {
    return event -> event.injection().equals(point) && event.cursor().node().equals(node.name());
  }

  private static Predicate<Event> is(Node node, String point, Phase phase) {
    return is(node, point).and(event -> event.phase() == phase);
  }
}
