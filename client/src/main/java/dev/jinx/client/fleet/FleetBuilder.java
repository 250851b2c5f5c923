package dev.jinx.client.fleet;

import dev.jinx.client.Api;
import dev.jinx.client.Settings;
import dev.jinx.client.http.NodeAddress;
import dev.jinx.client.http.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Says which nodes, and how to reach them. One thread builds. */
public final class FleetBuilder {
  private static final int ROOM = 1024;

  private final List<String> nodes = new ArrayList<>();
  private final List<Member> ready = new ArrayList<>();
  private UnaryOperator<Settings> settings = UnaryOperator.identity();
  private int room = ROOM;
  private Consumer<NodeState> listener = state -> {};

  FleetBuilder() {}

  /** Adds {@code NAME=HOST:PORT}, or {@code HOST:PORT} for one whose name does not matter. */
  public FleetBuilder nodes(String... more) {
    nodes.addAll(List.of(more));
    return this;
  }

  /** Adds a node of that name, reached just so, whatever is said for the others. */
  public FleetBuilder node(String name, Settings how) {
    ready.add(new Member(name, new Api(how)));
    return this;
  }

  /** Gives every node this bearer token. */
  public FleetBuilder token(String bearer) {
    Token token = Token.of(bearer);
    return with(before -> before.withToken(token));
  }

  /**
   * Gives every node the bearer token that is in this file, read anew when one refuses it.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public FleetBuilder tokenFile(Path file) {
    Token token = Token.inFile(file);
    return with(before -> before.withToken(token));
  }

  /** Gives connecting and each answer that long; 5 s and 30 s without it. */
  public FleetBuilder timeouts(Duration connect, Duration request) {
    return with(before -> before.withTimeouts(connect, request));
  }

  /** Calls a node down once nothing has listened at its address for that long; 1 s without it. */
  public FleetBuilder deadAfter(Duration time) {
    return with(before -> before.withDeadAfter(time));
  }

  /**
   * Keeps so many events of each node that its caller has not asked for yet; 1024 without it. A
   * node that has more waits.
   */
  public FleetBuilder room(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("room for at least one event, not " + events);
    }
    room = events;
    return this;
  }

  /**
   * Hears of every change of a node's state, on the thread that iterates and in its place among the
   * events. {@link FleetStream#nodes} tells it at any time.
   */
  public FleetBuilder onChange(Consumer<NodeState> hears) {
    listener = hears;
    return this;
  }

  /**
   * The fleet; connects to nothing yet.
   *
   * @throws IllegalArgumentException if there is no node, one is not of the form, or two have one
   *     name or address
   */
  public Fleet build() {
    List<Member> members = new ArrayList<>(ready);
    nodes.forEach(node -> members.add(member(node)));
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a fleet without nodes");
    }
    new Names(members); // checks them
    return new Fleet(List.copyOf(members), room, listener);
  }

  private FleetBuilder with(UnaryOperator<Settings> change) {
    UnaryOperator<Settings> before = settings;
    settings = from -> change.apply(before.apply(from));
    return this;
  }

  private Member member(String text) {
    NodeAddress node = NodeAddress.parse(text);
    return new Member(node.name(), new Api(settings.apply(Settings.of(node.address(), null))));
  }
}
