package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one or all nodes that a method sends or handles, each call of it being one; those
 * of them that are meant, and how they are told. Immutable: each method gives another one, until
 * {@link #apply}, or one of the words beside it, makes a filter of them.
 *
 * <pre>{@code
 * Messages acks = leader.messages("com.acme.raft.Node#onAck").when("args[0].term == 7");
 * try (MessageFilter late = acks.hold()) {
 *   Hit first = late.at("n1").awaitParked(timeout);
 *   first.release();
 * }
 * }</pre>
 *
 * <p>The terms are those of calls: {@code drop}, {@code defer(100ms..200ms)}, {@code duplicate},
 * {@code reorder(5)}, {@code throttle(10/s)}, {@code hold}, and all others of methods.
 */
public final class Messages extends MessageActions {
  private final Cluster cluster;
  private final List<Node> nodes;
  private final String method;
  private final Map<String, String> captures;
  private final Arming arming;
  private final String before;
  private final @Nullable Flag flag;

  Messages(Cluster cluster, List<Node> nodes, String method) {
    this(cluster, nodes, method, Map.of(), Arming.asDeclared(), "", null);
  }

  private Messages(
      Cluster cluster,
      List<Node> nodes,
      String method,
      Map<String, String> captures,
      Arming arming,
      String before,
      @Nullable Flag flag) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.method = method;
    this.captures = captures;
    this.arming = arming;
    this.before = before;
    this.flag = flag;
  }

  /** Only those for which the expression holds, as well as those said before. */
  public Messages when(String expression) {
    Arming both = arming.when(and(arming.condition(), expression));
    return new Messages(cluster, nodes, method, captures, both, before, flag);
  }

  /** With the value of the expression in each event, under that name. */
  public Messages capture(String key, String expression) {
    Map<String, String> more = new LinkedHashMap<>(captures);
    more.put(key, expression);
    return new Messages(cluster, nodes, method, more, arming, before, flag);
  }

  /** Draws as every filter with that seed does. */
  public Messages seed(long value) {
    return new Messages(cluster, nodes, method, captures, arming.seed(value), before, flag);
  }

  /** Lets so many pass at each node first, and counts them; the filter is for those behind them. */
  public Messages allow(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("allow " + count + "? Then say nothing");
    }
    String allowing = before + count + "*off->";
    return new Messages(cluster, nodes, method, captures, arming, allowing, flag);
  }

  /**
   * Only while the flag is up. The filter's points are declared all the time, and armed anew each
   * time that it is raised: counts and draws begin anew.
   */
  public Messages whileTrue(Flag raised) {
    return new Messages(cluster, nodes, method, captures, arming, before, raised);
  }

  /**
   * Whatever these terms say, with a seed, a further condition or parameters.
   *
   * @throws ClusterException if an agent refuses, or does not answer, or a node has the class and
   *     no such method; then it holds nowhere
   */
  @Override
  public MessageFilter apply(Arming terms) {
    return pipe(Stage.before(terms));
  }

  /**
   * Several filters in one: on its way a message meets what the first does before it, then the
   * second; once it was executed, what the second does after it, then the first.
   */
  public MessageFilter pipe(Stage... stages) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : nodes) {
      for (int i = 0; i < stages.length; i++) {
        add(rules, node, null, null, stages[i].before());
      }
      for (int i = stages.length - 1; i >= 0; i--) {
        add(rules, node, null, "exit", stages[i].after());
      }
    }
    return filter(rules, "");
  }

  /**
   * One filter for each node and each other member with whom it exchanges messages.
   *
   * @param peer an expression that gives the name of that member: of whom a message is sent to, or
   *     of whom it came from, as the method is one that sends or handles: {@code args[0].to}
   * @param terms gives the terms at a node for what it exchanges with a peer, or null for none
   */
  public MessageFilter everyPair(String peer, BiFunction<Node, Node, @Nullable Arming> terms) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : nodes) {
      for (Node other : cluster.others(node)) {
        Arming chosen = terms.apply(node, other);
        if (chosen != null) {
          String theirs = and("(" + peer + ") == '" + other.name() + "'", chosen.condition());
          add(rules, node, other.name(), null, chosen.when(theirs));
        }
      }
    }
    return filter(rules, " for each pair");
  }

  /** Declared only: somebody else arms it. */
  MessageFilter declared() {
    List<Rule> rules = new ArrayList<>();
    nodes.forEach(node -> add(rules, node, null, null, Arming.of("observe")));
    String what = this + " held";
    return new MessageFilter(cluster, cluster.faults().apply(what, rules, true), null);
  }

  /**
   * The one node whose messages these are.
   *
   * @throws IllegalArgumentException if there are several
   */
  String node() {
    if (nodes.size() != 1) {
      throw new IllegalArgumentException("of one node, please: " + this);
    }
    return nodes.get(0).name();
  }

  private void add(
      List<Rule> rules,
      Node node,
      @Nullable String peer,
      @Nullable String position,
      @Nullable Arming terms) {
    if (terms != null) {
      Arming all = new Arming(before + Rule.words(terms), terms.once(), null, null, Map.of());
      String condition = and(arming.condition(), terms.condition());
      all = condition.isEmpty() ? all : all.when(condition);
      Long seed = terms.seed() == null ? arming.seed() : terms.seed();
      all = seed == null ? all : all.seed(seed);
      all = all.parameters(terms.parameters());
      rules.add(new MessageRule(node.name(), peer, method, position, captures, all));
    }
  }

  private MessageFilter filter(List<Rule> rules, String suffix) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no filter for the messages of " + method);
    }
    List<String> terms = rules.stream().map(each -> Rule.words(each.arming())).distinct().toList();
    List<String> names = nodes.stream().map(Node::name).toList();
    String what =
        String.join(" | ", terms) + " of " + method + " at " + Shapes.words(names) + suffix;
    if (flag == null) {
      return new MessageFilter(cluster, cluster.faults().apply(what, rules), null);
    }
    return flag.follow(
        isUp -> new MessageFilter(cluster, cluster.faults().apply(what, rules, !isUp), flag));
  }

  private static String and(@Nullable String one, @Nullable String other) {
    if (one == null || one.isEmpty()) {
      return other == null ? "" : other;
    }
    return other == null || other.isEmpty() ? one : "(" + one + ") and (" + other + ")";
  }

  /** The method, and where. */
  @Override
  public String toString() {
    return method + " at " + Shapes.words(nodes.stream().map(Node::name).toList());
  }
}
