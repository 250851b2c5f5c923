package dev.jinx.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection carries at the moment of a hit: bytes that are read or written, a datagram, the
 * attempt to connect. Actions say here what is to become of it; whoever made the hit then does it.
 * For the thread of the hit.
 */
public interface Carried {
  /** What conditions read, by name: {@code peer local bytes direction connection}. */
  Map<String, Object> facts();

  /**
   * It does not arrive.
   *
   * @param always whether nothing does for as long as the arm lasts; else this once
   */
  void lose(Arm arm, boolean always);

  /** It arrives later by so many nanoseconds. */
  void delay(Arm arm, long nanos);

  /** The connection breaks, and both sides are told. */
  void reset(Arm arm);

  /** The peer does not want the connection. */
  void refuse(Arm arm);

  /** From now on nothing passes on this connection, in either direction, until the arm ends. */
  void hang(Arm arm);

  /** It arrives in pieces of at most so many bytes. */
  void slice(Arm arm, long bytes);

  /** It arrives at no more than so many bytes a second, with all else of this direction. */
  void throttle(Arm arm, long bytesPerSecond);

  /** The connection breaks once so many bytes have passed in this direction. */
  void limit(Arm arm, long bytes);

  /**
   * It arrives twice.
   *
   * @return why it cannot, or null
   */
  @Nullable String duplicate(Arm arm);

  /**
   * It arrives in another order, with so many others: in that of what was drawn for each.
   *
   * @param draw from 0 to 1, 1 excluded; the next one of the arm's seed
   * @return why it cannot, or null
   */
  @Nullable String reorder(Arm arm, int window, double draw);
}
