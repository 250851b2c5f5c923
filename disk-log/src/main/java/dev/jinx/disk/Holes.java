package dev.jinx.disk;

import java.util.ArrayList;
import java.util.List;

/** Finds what is missing behind a position: by retention, by damage, or never written. */
final class Holes {
  private final List<Hole> holes = new ArrayList<>();
  private long boot;
  private long seq;

  private Holes(Position after) {
    boot = after.boot();
    seq = after.seq();
  }

  static List<Hole> after(Position after, Segment[] segments) {
    Holes found = new Holes(after);
    boolean damagedEnd = false;
    for (Segment segment : segments) {
      Extent extent = segment.extent();
      boolean ahead = segment.boot() >= found.boot;
      if (ahead && segment.boot() > found.boot) {
        found.end(damagedEnd);
        damagedEnd = false;
        found.boot = segment.boot();
        found.seq = 0;
      }
      if (ahead && !extent.isEmpty() && extent.last() > found.seq) {
        found.segment(extent);
      }
      if (ahead && segment.damagedEnd && found.seq <= segment.lastSeq()) {
        damagedEnd = true;
      } else if (ahead && !extent.isEmpty()) {
        damagedEnd = false;
      }
    }
    found.end(damagedEnd);
    return found.holes;
  }

  private void end(boolean damaged) {
    if (damaged) {
      holes.add(new Hole(boot, seq + 1, Hole.UNKNOWN));
    }
  }

  private void segment(Extent extent) {
    missing(seq + 1, extent.first() - 1);
    for (int i = 0; i < extent.holes(); i++) {
      missing(Math.max(seq + 1, extent.holeFrom(i)), extent.holeTo(i));
    }
    seq = extent.last();
  }

  private void missing(long from, long to) {
    if (from <= to) {
      holes.add(new Hole(boot, from, to));
    }
  }
}
