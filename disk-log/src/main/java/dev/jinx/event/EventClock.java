package dev.jinx.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The time of day of a {@link System#nanoTime}, in microseconds. For one thread at a time. */
public final class EventClock {
  private long nanos;
  private long micros;
  private long second = Long.MIN_VALUE;
  private byte[] secondText = {};

  /** One that goes by the clock of this machine. */
  public EventClock() {
    set();
  }

  /**
   * One that is never set again: that of a JVM that is dead.
   *
   * @param micros the time of day, since 1970, when its nanos were 0
   */
  public EventClock(long micros) {
    this.micros = micros;
  }

  /** Follows the wall clock, which may have been set meanwhile. */
  public void set() {
    Instant now = Instant.now();
    nanos = System.nanoTime();
    micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** Writes {@code ,"time":"2026-11-21T02:30:00.123456Z","nanos":81234567890}. */
  void write(Utf8 out, long at) {
    out.raw(",\"time\":\"");
    writeTime(out, at);
    out.raw("\",\"nanos\":").number(at);
  }

  /** Writes {@code 2026-11-21T02:30:00.123456Z}. */
  public void writeTime(Utf8 out, long at) {
    long then = micros + Math.floorDiv(at - nanos, 1_000L);
    long whole = Math.floorDiv(then, 1_000_000L);
    if (whole != second) {
      second = whole;
      ZonedDateTime time = Instant.ofEpochSecond(whole).atZone(ZoneOffset.UTC);
      secondText =
          new Utf8()
              .padded(time.getYear(), 4)
              .ascii('-')
              .padded(time.getMonthValue(), 2)
              .ascii('-')
              .padded(time.getDayOfMonth(), 2)
              .ascii('T')
              .padded(time.getHour(), 2)
              .ascii(':')
              .padded(time.getMinute(), 2)
              .ascii(':')
              .padded(time.getSecond(), 2)
              .ascii('.')
              .toByteArray();
    }
    out.raw(secondText).padded(Math.floorMod(then, 1_000_000L), 6).ascii('Z');
  }
}
