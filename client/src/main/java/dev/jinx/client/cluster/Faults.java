package dev.jinx.client.cluster;

import dev.jinx.client.JinxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** All rules of a cluster: places them on all nodes or on none, and takes them away. */
final class Faults {
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final Coverage coverage;
  private final String id =
      HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(0, 8);
  private final AtomicInteger made = new AtomicInteger();
  private final List<Applied> applied = new CopyOnWriteArrayList<>();
  private volatile boolean watched;

  Faults(Collection<Desk> all, Book book) {
    this.coverage = new Coverage(book);
    all.forEach(desk -> desks.put(desk.name(), desk));
  }

  /** Looks after the rules from now on, as long as there are any. */
  void watch() {
    watched = true;
    desks.values().forEach(desk -> desk.watch(() -> desks.values().forEach(Desk::mendSoon)));
  }

  /**
   * Puts the rules into force; they hold on every node when this returns.
   *
   * @param what in words, for messages
   * @throws ClusterException if that failed on a node; then none of them holds anywhere
   */
  Applied apply(String what, List<Rule> rules) {
    return apply(what, rules, false);
  }

  /** The same; the rules may be declared only, and rest, at first. */
  Applied apply(String what, List<Rule> rules, boolean rest) {
    Set<Desk> concerned = new LinkedHashSet<>();
    Map<Desk, List<Placed>> placed = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Desk desk = desk(rule.node());
      rule.concerned().forEach(node -> concerned.add(desk(node)));
      Placed each = new Placed(rule, rule.kind().prefix() + id + "." + made.incrementAndGet());
      each.rest(rest);
      placed.computeIfAbsent(desk, any -> new ArrayList<>()).add(each);
    }
    Together.run(what, concerned, Station::look);
    coverage.check(what, rules, watched);
    Applied result = new Applied(this, what, placed);
    applied.add(result);
    try {
      result.run((station, rule) -> station.add(rule));
      result.run(Station::declare);
      result.run(Station::arm); // all at about one time
      result.runAll(Station::see);
    } catch (RuntimeException | Error e) {
      throw undone(result, e);
    }
    return result;
  }

  /** Takes the rules away, where they still are. */
  void lift(Applied rules) {
    if (!applied.remove(rules)) {
      return;
    }
    takeAway(rules);
    List<String> lapses =
        rules.placed().values().stream()
            .flatMap(List::stream)
            .map(Placed::lapse)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!lapses.isEmpty()) {
      throw new ClusterException(
          rules.what() + " did not hold all the time: " + String.join("; ", lapses), null);
    }
  }

  /** Arms the rules, or disarms them; they stay declared. */
  void rest(Applied rules, boolean rests) {
    if (applied.contains(rules)) {
      rules.run((station, rule) -> rule.rest(rests)); // first, so that no failure leaves one behind
      rules.run(Station::rest);
    }
  }

  /** The names of the points that the rules have now; a node that is down has none. */
  Map<Placed, String> points(Applied rules) {
    Map<Placed, String> points = new ConcurrentHashMap<>();
    rules.run(
        (station, rule) -> {
          List<String> names = rule.names();
          if (!names.isEmpty()) {
            points.put(rule, names.get(names.size() - 1));
          }
        });
    return points;
  }

  /** Pairs of nodes that rules do not reach, as nothing is known yet by which. */
  Set<Set<String>> open(Applied rules) {
    return coverage.open(rules.rules());
  }

  /** The name under which the command line finds what this has made. */
  String id() {
    return id;
  }

  /** Brings all rules up to what was told. */
  void mend() {
    if (!applied.isEmpty()) {
      Together.run("new addresses", desks.values(), Station::mend);
    }
  }

  /** What a restart of that node's process is to care for. */
  NodeProcess.Keeper keeper(Node node) {
    return new Restarts(desk(node.name()), node);
  }

  /** Does one thing for all nodes at once, each by its name. */
  void everywhere(String what, Consumer<String> task) {
    Map<Station, String> names = new LinkedHashMap<>();
    desks.forEach((name, desk) -> names.put(desk.station(), name));
    Together.run(
        what, desks.values(), station -> task.accept(Objects.requireNonNull(names.get(station))));
  }

  /** All that is in force. */
  List<Applied> all() {
    return List.copyOf(applied);
  }

  void close() {
    desks.values().forEach(Desk::close);
  }

  /** Takes them away; what failed is there to be tried again, by the watch and by the caller. */
  private void takeAway(Applied rules) {
    try {
      rules.run((station, rule) -> rule.unwant()); // first, so that no failure leaves one wanted
      rules.runAll(Station::lift);
    } catch (RuntimeException | Error e) {
      applied.add(rules);
      throw e;
    }
  }

  /** What to tell of a failure, once it is undone. */
  private RuntimeException undone(Applied rules, Throwable cause) {
    applied.remove(rules);
    try {
      takeAway(rules);
    } catch (JinxException e) {
      ClusterException both =
          new ClusterException(
              cause.getMessage()
                  + "; and it may still hold at some node, until that is healed again: "
                  + e.getMessage(),
              cause);
      both.addSuppressed(e);
      return both;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  private Desk desk(String name) {
    return Objects.requireNonNull(desks.get(name), name);
  }
}
