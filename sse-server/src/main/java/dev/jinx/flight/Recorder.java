package dev.jinx.flight;

import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Record;
import dev.jinx.bootstrap.Threads;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the recorder's events. Only to be touched where something records: verifying this class
 * loads the events, and with them a good part of the recorder.
 */
final class Recorder {
  private Recorder() {}

  static @Nullable Object hit(Record taken, long hit, String id, byte[] captured) {
    HitEvent event = new HitEvent();
    if (event.isEnabled()) {
      fill(event, taken, hit, id);
      event.captured = new String(captured, StandardCharsets.UTF_8);
      event.commit();
    }
    return taken.phase() == Phase.PARKED ? parked(taken, hit, id) : null;
  }

  private static @Nullable ParkEvent parked(Record taken, long hit, String id) {
    ParkEvent event = new ParkEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    fill(event, taken, hit, id);
    return event;
  }

  static void went(Object parked, String end, @Nullable String told) {
    ParkEvent event = (ParkEvent) parked;
    event.ending = end;
    event.reason = told;
    event.commit();
  }

  private static void fill(PointEvent event, Record taken, long hit, String id) {
    Thread virtual = taken.virtual();
    Thread thread = virtual == null ? taken.table().thread() : virtual;
    event.point = taken.arm().point().name();
    event.action = taken.arm().terms().action(taken.term()).text();
    event.method = taken.site().label();
    event.arm = taken.arm().number();
    event.hit = hit;
    event.id = id;
    event.thread = thread;
    event.threadName = thread == null ? null : thread.getName();
    event.threadId = taken.threadId;
    event.virtual = thread != null && Threads.isVirtual(thread);
  }
}
