package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;

/** A declared point and what it selects. */
public final class Planned {
  final Point point;
  final Selector selector;

  /** A point that is to be woven where the selector says. */
  public Planned(Point point, Selector selector) {
    this.point = point;
    this.selector = selector;
  }
}
