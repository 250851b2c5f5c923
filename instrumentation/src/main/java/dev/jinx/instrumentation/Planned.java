package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Position;
import org.jspecify.annotations.Nullable;

/** A declared point and what it selects. Immutable. */
public final class Planned {
  final Point point;
  final Selector selector;

  /** Which calls or fields within the method, for a position that is told by such. */
  final @Nullable Selector member;

  /**
   * A point that is to be woven where the selector and its declared position say.
   *
   * @throws IllegalArgumentException where the selector of its position cannot be read, which
   *     {@link #member} tells before
   */
  public Planned(Point point, Selector selector) {
    this(point, selector, known(point.declaration().position()));
  }

  Planned(Point point, Selector selector, @Nullable Selector member) {
    this.point = point;
    this.selector = selector;
    this.member = member;
  }

  /**
   * Reads which calls or fields a position means.
   *
   * @return null where it is not told by such
   * @throws SelectorException with the column in {@link Position#member}
   */
  public static @Nullable Selector member(Position position) throws SelectorException {
    if (!position.kind().isOfMember()) {
      return null;
    }
    if (position.kind().isOfField()) {
      return Selector.parseField(position.member());
    }
    Selector called = Selector.parse(position.member());
    if (called.net() != null) {
      throw new SelectorException(1, "a connection is not called; right is a method, X#y");
    }
    return called;
  }

  private static @Nullable Selector known(Position position) {
    try {
      return member(position);
    } catch (SelectorException wrong) {
      throw new IllegalArgumentException(position.word() + ": " + wrong.getMessage(), wrong);
    }
  }

  Position position() {
    return point.declaration().position();
  }

  /** Whether its position means arrays of that type. */
  boolean meansArray(String type) {
    return Glob.matches(position().member(), type);
  }

  /** Whether it is at a place within the body. */
  boolean isInside() {
    return position().kind().isInside();
  }
}
