package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.EventFilter;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.ResumeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes, read as one.
 *
 * <pre>{@code
 * Fleet fleet = Fleet.of("n1=127.0.0.1:7117", "n2=127.0.0.1:7118");
 * try (FleetStream events = fleet.events(EventFilter.ALL)) {
 *   for (Event event : events) {
 *     System.out.println(event);
 *   }
 * }
 * }</pre>
 *
 * <p>A stream has one daemon thread a node. Order and what it means: see the package.
 */
public final class Fleet {
  private final List<Member> members;
  private final int room;
  private final Consumer<NodeState> listener;

  Fleet(List<Member> members, int room, Consumer<NodeState> listener) {
    this.members = members;
    this.room = room;
    this.listener = listener;
  }

  /**
   * These nodes: {@code NAME=HOST:PORT}, or {@code HOST:PORT} for one whose name does not matter.
   *
   * @throws IllegalArgumentException if one is not of that form, or two have one name or address
   */
  public static Fleet of(String... nodes) {
    return builder().nodes(nodes).build();
  }

  /** Begins one with a token, or with more to say. */
  public static FleetBuilder builder() {
    return new FleetBuilder();
  }

  /**
   * Where the logs of all nodes stand now.
   *
   * @throws dev.jinx.client.UnreachableException if one does not answer
   * @throws SameNodeException if one is not who it should be
   */
  public VectorCursor cursor() {
    Names names = new Names(members);
    List<Cursor> ends = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Cursor end = members.get(i).api().health().cursor();
      names.heard(i, end.node());
      ends.add(end);
    }
    return VectorCursor.of(ends);
  }

  /**
   * The merged stream. The filter's {@code since} is a {@link VectorCursor}, {@code earliest}, or
   * {@code latest}, which is the usual one: all that happens after this returns is in the stream. A
   * node that the cursor does not name is read from its earliest event. One that cannot be reached
   * now is read, under {@code latest}, from the begin of the life in which it is found.
   *
   * <p>Waits until each node has answered or was found to be away: 5 s for one that cannot be
   * connected to, 30 s for one that takes the connection and does not answer, unless {@link
   * FleetBuilder#timeouts} says otherwise. A point's name is unknown if no node that answers knows
   * it.
   *
   * @throws IllegalArgumentException if the cursor is none, or names a node that is not in the
   *     fleet
   * @throws SameNodeException if two nodes use one name, or one has another than was given
   * @throws dev.jinx.client.RefusedException if a node refuses: an unknown cursor, point or token
   * @throws dev.jinx.client.GapException if the filter is strict, and a node has lost events
   */
  public FleetStream events(EventFilter filter) {
    return open(filter, Start.of(filter), null, "");
  }

  /** The merged stream behind a position. */
  public FleetStream events(EventFilter filter, VectorCursor since) {
    return events(
        new EventFilter(filter.injection(), filter.phase(), since.toString(), filter.strict()));
  }

  /**
   * The merged stream behind what the store has for it; where the filter says if it has nothing.
   * Its position is stored as it goes, see {@link FleetStream#hasNext}: what a reader that was
   * killed was not done with comes again. A node that does not know its stored position any more,
   * as one that began anew, tells a gap first; from there on its new position is stored.
   *
   * @throws dev.jinx.client.checkpoint.CheckpointException if the store cannot be read
   */
  public FleetStream resume(EventFilter filter, CheckpointStore store) {
    return resume(filter, store, key(filter));
  }

  /**
   * As the other, under a key of the caller's own: it outlives changes of the fleet and its filter.
   */
  public FleetStream resume(EventFilter filter, CheckpointStore store, String key) {
    String stored = store.get(key);
    Start start = stored == null ? Start.of(filter) : Start.stored(VectorCursor.parse(stored));
    return open(filter, start, store, key);
  }

  private String key(EventFilter filter) {
    List<String> named =
        members.stream().map(Member::name).filter(Objects::nonNull).map(String::valueOf).toList();
    return named.size() == members.size()
        ? ResumeKey.ofNodes(named, filter.fields()) // wherever they listen this time
        : ResumeKey.of(members.stream().map(Member::address).toList(), filter.fields());
  }

  private FleetStream open(
      EventFilter filter, Start start, @Nullable CheckpointStore store, String key) {
    Names names = new Names(members);
    VectorCursor vector = start.vector() == null ? VectorCursor.EMPTY : start.vector();
    Handover<Item> handover = new Handover<>(members.size(), room);
    List<NodeReader> readers = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      readers.add(new NodeReader(i, members.get(i), names, start, filter, handover));
    }
    Progress progress = new Progress(store, key, vector);
    FleetStream stream = new FleetStream(readers, handover, progress, listener);
    try {
      stream.open();
      Set<String> foreign = start.lenient() ? Set.of() : names.foreign(vector.nodes());
      if (!foreign.isEmpty()) {
        throw new IllegalArgumentException(
            "the cursor names "
                + String.join(", ", foreign)
                + ", which is no node of this fleet: "
                + names);
      }
      return stream;
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
