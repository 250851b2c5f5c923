package dev.jinx.disk;

import java.util.ArrayList;
import java.util.List;

/** Finds what is missing behind a position: by retention, by damage, or never written. */
final class Holes {
  private final List<Hole> holes = new ArrayList<>();
  private long boot;

  /** The last event that is there or told of as missing. */
  private long seq;

  /** The last event of the boot that is not there and not told of yet. */
  private long last;

  private boolean damagedEnd;

  private Holes(Position after) {
    boot = after.boot();
    seq = after.seq();
  }

  /** As far as the segments know, all of whose files are taken to be there. */
  static List<Hole> after(Position after, Segment[] segments) {
    Holes found = new Holes(after);
    for (Segment segment : segments) {
      if (segment.boot() >= found.boot) {
        found.enter(segment.boot());
        Extent extent = segment.extent();
        if (extent.last() > found.seq) {
          found.segment(extent);
        }
        found.pass(segment);
      }
    }
    found.end();
    return found.holes;
  }

  /**
   * All that the segments know of between two positions, as none of it can be read: one hole in a
   * boot, and damage at its end.
   */
  static List<Hole> between(Position after, Position upTo, Segment[] segments) {
    Holes found = new Holes(after);
    for (Segment segment : segments) {
      if (segment.boot() >= found.boot && segment.boot() < upTo.boot()) {
        found.enter(segment.boot());
        found.last = Math.max(found.last, segment.extent().last());
        found.pass(segment);
      }
    }
    found.enter(upTo.boot());
    found.last = upTo.seq();
    found.damagedEnd = false;
    found.end();
    return found.holes;
  }

  private void enter(long next) {
    if (next > boot) {
      end();
      boot = next;
      seq = 0;
      last = 0;
      damagedEnd = false;
    }
  }

  private void pass(Segment segment) {
    if (segment.damagedEnd && Math.max(seq, last) <= segment.lastSeq()) {
      damagedEnd = true;
    } else if (!segment.extent().isEmpty()) {
      damagedEnd = false;
    }
  }

  private void end() {
    missing(seq + 1, last);
    if (damagedEnd) {
      holes.add(new Hole(boot, Math.max(seq, last) + 1, Hole.UNKNOWN));
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
