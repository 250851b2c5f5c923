package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.sse.SseEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Checks what a node's stream gives and ships it, in its order. For one thread. */
final class LaneFeed {
  private final String node;
  private final Shipper shipper;
  private final InFlight inFlight;
  private final Runnable onTooLarge;
  private @Nullable Cursor last;
  private @Nullable SseEvent lostEnd;

  /**
   * Goes on with a node.
   *
   * @param behind what was shipped before, or null
   */
  LaneFeed(
      String node,
      @Nullable Cursor behind,
      Shipper shipper,
      InFlight inFlight,
      Runnable onTooLarge) {
    this.node = node;
    this.last = behind;
    this.shipper = shipper;
    this.inFlight = inFlight;
    this.onTooLarge = onTooLarge;
  }

  /** The position behind what was taken. */
  @Nullable Cursor last() {
    return last;
  }

  /**
   * The stream told where it begins, or where it is. Where nothing was known yet, that is the
   * position: else a lane that begins again before its first event would begin at another latest.
   *
   * @throws NodeRefusedException if that is another node's position
   */
  void heard(Cursor position) {
    check(position);
    if (last == null) {
      last = position;
      inFlight.beginAt(position);
    }
  }

  private void check(Cursor position) {
    if (!position.node().equals(node)) {
      throw new NodeRefusedException("this is node " + position.node() + ", not " + node);
    }
  }

  /**
   * Ships one event, with a gap before it if numbers are missing.
   *
   * @throws NodeRefusedException if it is another node's, or the node has gone back
   */
  void take(SseEvent event) throws IOException, InterruptedException {
    Cursor at = cursor(event.lastEventId());
    check(at);
    Cursor before = last;
    boolean gap = event.type().equals("gap");
    if (before != null && at.boot() < before.boot()) {
      throw new NodeRefusedException(NodeEvents.wentBack(before, at));
    }
    if (before != null && !at.isAfter(before)) {
      if (gap && before.isAfter(at)) {
        lostEnd = event; // of that life we have more than the node
      } else if (lostEnd != null) {
        throw new NodeRefusedException(NodeEvents.wentBack(before, at));
      }
      return; // the node repeats itself; it is on its way already
    }
    if (before != null && lostEnd != null) {
      tellLostEnd(lostEnd, before, at);
    }
    if (before != null && !gap) {
      tellMissing(before, at);
    }
    ship(at, event.data());
    last = at;
  }

  /**
   * A node that has lost the end of a life goes on with the next one, and what it says of the loss
   * is shipped. One that goes on in that same life gives its numbers out twice.
   */
  private void tellLostEnd(SseEvent told, Cursor before, Cursor at)
      throws IOException, InterruptedException {
    if (at.sameLife(before)) {
      throw new NodeRefusedException(NodeEvents.wentBack(before, at));
    }
    ship(cursor(told.lastEventId()), told.data());
    lostEnd = null;
  }

  private void tellMissing(Cursor before, Cursor at) throws IOException, InterruptedException {
    if (!before.isFollowedBy(at)) {
      Cursor until = new Cursor(node, at.boot(), at.seq() - 1);
      ship(until, Notices.jump(before, at, "the node's stream jumped over them"));
    }
  }

  private void ship(Cursor at, String event) throws IOException, InterruptedException {
    byte[] record;
    try {
      record = CloudEvents.encode(at, EventHead.read(event), event);
    } catch (IOException e) {
      record = gap(at, "what the node gave is no event: " + e.getMessage());
    }
    String reason = shipper.tooLarge(record.length);
    shipper.ship(at, reason == null ? record : gap(at, reason), inFlight, onTooLarge);
  }

  private static byte[] gap(Cursor at, String reason) throws IOException {
    String gap = Notices.gap(at, reason);
    return CloudEvents.encode(at, EventHead.read(gap), gap);
  }

  private static Cursor cursor(String id) throws IOException {
    try {
      return Cursor.parse(id);
    } catch (IllegalArgumentException e) {
      throw new IOException("an event without a cursor: " + e.getMessage(), e);
    }
  }
}
