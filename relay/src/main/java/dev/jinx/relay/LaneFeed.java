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
   * The stream told where it begins, or where it is.
   *
   * @throws NodeRefusedException if that is another node's position
   */
  void heard(Cursor position) {
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
    heard(at);
    Cursor before = last;
    boolean gap = event.type().equals("gap");
    if (before != null && !at.isAfter(before)) {
      if (gap || at.boot() < before.boot()) {
        throw new NodeRefusedException(NodeEvents.wentBack(before, at));
      }
      return; // the node repeats itself; it is on its way already
    }
    if (before != null && !gap) {
      tellMissing(before, at);
    }
    ship(at, event.data());
    last = at;
  }

  private void tellMissing(Cursor before, Cursor at) throws IOException, InterruptedException {
    Cursor until = new Cursor(node, at.boot(), at.seq() - 1);
    if (at.seq() > (before.boot() == at.boot() ? before.seq() + 1 : 1)) {
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
