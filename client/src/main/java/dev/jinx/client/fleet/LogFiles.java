package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.disk.DeadLog;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import dev.jinx.event.EventChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The logs that JVMs left in their directories, read as one. Directories of one node are taken
 * together as copies of one log: what one has lost another may have.
 *
 * <p>What a killed JVM had published and not written is taken over into its directory first, as its
 * next start would do, so that every event has the number that it keeps; nothing else is changed. A
 * JVM may be at work in a directory: what it had written at the opening is read. No file is open
 * between calls, so there is nothing to close. Each range is read by one thread.
 */
public final class LogFiles {
  private final TreeMap<String, NodeLog> nodes;
  private final List<Path> live;

  private LogFiles(TreeMap<String, NodeLog> nodes, List<Path> live) {
    this.nodes = nodes;
    this.live = List.copyOf(live);
  }

  /**
   * Opens directories, and checks every line in them.
   *
   * @param problems told of each damage, in one line with directory, file and byte
   * @throws FleetException if one is no log or cannot be read
   * @throws ConflictException if two of one node have two events of one id
   */
  public static LogFiles open(List<Path> directories, Consumer<String> problems) {
    Map<Path, Segments> opened = new LinkedHashMap<>();
    List<Path> live = new ArrayList<>();
    for (Path directory : directories) {
      try {
        boolean works = Files.isDirectory(directory) && DeadLog.isAlive(directory);
        Consumer<String> told = what -> problems.accept(directory + ": " + what);
        Segments segments =
            works ? Segments.open(directory, false, told) : DeadLog.open(directory, told);
        if (segments.node() == null) {
          throw new FleetException(
              directory + " is no event log: no file in it says which node's", null);
        }
        if (opened.putIfAbsent(directory.toRealPath(), segments) == null && works) {
          live.add(directory);
        }
      } catch (IOException e) {
        throw new FleetException(String.valueOf(e.getMessage()), e);
      }
    }
    Map<String, List<Segments>> byNode = new TreeMap<>();
    for (Segments each : opened.values()) {
      byNode.computeIfAbsent(String.valueOf(each.node()), name -> new ArrayList<>()).add(each);
    }
    TreeMap<String, NodeLog> nodes = new TreeMap<>();
    byNode.forEach(
        (node, copies) -> {
          boolean works = copies.stream().anyMatch(each -> live.contains(each.directory()));
          nodes.put(node, new NodeLog(node, copies, works));
        });
    return new LogFiles(nodes, live);
  }

  /** The nodes whose logs these are, in order. */
  public Set<String> nodes() {
    return java.util.Collections.unmodifiableSet(nodes.keySet());
  }

  /** The directories in which a JVM was at work when they were opened. */
  public List<Path> live() {
    return live;
  }

  /** In front of the oldest event of each node. */
  public VectorCursor first() {
    return VectorCursor.of(nodes.values().stream().map(NodeLog::first).toList());
  }

  /** Behind the newest event of each node. */
  public VectorCursor last() {
    return VectorCursor.of(nodes.values().stream().map(NodeLog::last).toList());
  }

  /** The points that have an event in any of them. */
  public Set<String> injections() {
    Set<String> names = new TreeSet<>();
    nodes.values().forEach(node -> names.addAll(node.injections()));
    return names;
  }

  /**
   * What a filter asks for, merged: by time, with the order within each node kept. Its {@code
   * since} is a {@link VectorCursor}, {@code earliest}, which is the usual one, or {@code latest}:
   * nothing. A node that the cursor does not name is read from its first event. From the cursor of
   * any line, and with the same filter, the merge goes on just as it would have.
   *
   * @throws IllegalArgumentException if the cursor is none, or is not known here; if there is no
   *     such phase
   */
  public Iterator<LogLine> lines(EventFilter filter) {
    EventChoice wanted = new EventChoice(filter.injection(), filter.phase()).check();
    String since = filter.since() == null ? "earliest" : filter.since();
    VectorCursor vector =
        switch (since) {
          case "earliest" -> VectorCursor.EMPTY;
          case "latest" -> last();
          default -> VectorCursor.parse(since);
        };
    Set<String> foreign = new TreeSet<>(vector.nodes());
    foreign.removeAll(nodes.keySet());
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "no log of node " + String.join(", ", foreign) + " here, only of " + nodes.keySet());
    }
    List<Iterator<LogLine>> sources = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          Cursor at = vector.at(name);
          boolean empty = at == null || at.equals(node.first());
          @Nullable Position after = at == null || empty ? null : node.position(at);
          sources.add(node.lines(after, wanted));
        });
    return new TimeMerge<>(sources, LogLine::time);
  }

  /** As {@link #lines}, each as an event; gaps are events of {@link dev.jinx.client.Phase#GAP}. */
  public Iterable<Event> events(EventFilter filter) {
    lines(filter); // what is wrong with the filter is said now
    return () -> {
      Iterator<LogLine> lines = lines(filter);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return lines.hasNext();
        }

        @Override
        public Event next() {
          return lines.next().event();
        }
      };
    };
  }

  @Override
  public String toString() {
    return "logs of " + nodes.keySet();
  }
}
