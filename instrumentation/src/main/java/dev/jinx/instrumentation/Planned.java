package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Position;
import org.jspecify.annotations.Nullable;

/** A declared point and what it selects. Immutable. */
public final class Planned {
  final Point point;
  final Selector selector;

  /** Which calls within the method, for a position that is told by calls. */
  final @Nullable Selector call;

  /**
   * A point that is to be woven where the selector and its declared position say.
   *
   * @throws IllegalArgumentException where the calls of its position cannot be read, which {@link
   *     #call} tells before
   */
  public Planned(Point point, Selector selector) {
    this(point, selector, known(point.declaration().position()));
  }

  Planned(Point point, Selector selector, @Nullable Selector call) {
    this.point = point;
    this.selector = selector;
    this.call = call;
  }

  /**
   * Reads which calls a position means.
   *
   * @return null where it is not told by calls
   * @throws SelectorException with the column in {@link Position#call}
   */
  public static @Nullable Selector call(Position position) throws SelectorException {
    return position.call().isEmpty() ? null : Selector.parse(position.call());
  }

  private static @Nullable Selector known(Position position) {
    try {
      return call(position);
    } catch (SelectorException wrong) {
      throw new IllegalArgumentException(position.word() + ": " + wrong.getMessage(), wrong);
    }
  }

  Position position() {
    return point.declaration().position();
  }

  /** Whether it is at a place within the body. */
  boolean isInside() {
    Position.Kind kind = position().kind();
    return kind == Position.Kind.LINE
        || kind == Position.Kind.BEFORE_CALL
        || kind == Position.Kind.AFTER_CALL;
  }
}
