package dev.jinx.net;

import dev.jinx.bootstrap.Entrance;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Site;
import java.util.ArrayList;
import java.util.List;

/** A declared point on connections. */
final class Rule {
  final Point point;
  final NetSelector selector;
  private volatile boolean lookedUp;
  private final Entrance[] entrances = new Entrance[Op.values().length];

  Rule(Point point, NetSelector selector) {
    this.point = point;
    this.selector = selector;
    for (Op op : Op.values()) {
      if (selector.has(op)) {
        entrances[op.ordinal()] = new Entrance(point, NetSelector.START + op.word());
      }
    }
  }

  /** Whether nobody has looked for its host names yet. */
  boolean isToBeLookedUp() {
    return !lookedUp && selector.hasNames();
  }

  /** They were looked for, found or not, and what was found counts. */
  void setLookedUp() {
    lookedUp = true;
  }

  List<Site> sites() {
    List<Site> sites = new ArrayList<>();
    for (Entrance entrance : entrances) {
      if (entrance != null) {
        sites.add(entrance.site());
      }
    }
    return sites;
  }

  Entrance entrance(Op op) {
    return entrances[op.ordinal()];
  }
}
