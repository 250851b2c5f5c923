package dev.jinx.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of segments that were scanned: taken as they are, cut, or reported. */
final class Opening {
  private final boolean repair;
  private final Consumer<String> problems;

  Opening(boolean repair, Consumer<String> problems) {
    this.repair = repair;
    this.problems = problems;
  }

  /** What is to be read of them. */
  List<Segment> take(List<SegmentScan> scans) {
    // A file without a single line was just being made: then the one before it was the last, too.
    int last = scans.size() - 1;
    while (last > 0 && !scans.get(last).hasLines()) {
      last--;
    }
    List<Segment> taken = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      Segment segment = take(scans.get(i), i >= last);
      if (segment != null) {
        taken.add(segment);
      }
    }
    return taken;
  }

  private @Nullable Segment take(SegmentScan scan, boolean last) {
    scan.damages().forEach(problems);
    if (scan.isForeign()) {
      return null;
    }
    long tail = scan.tail();
    if (tail == 0 && scan.hasLines()) {
      return scan.segment(0, false);
    }
    String where = scan.name() + ": at byte " + scan.readable() + ": ";
    String what = scan.size() == 0 ? "it is empty" : "the last " + tail + " bytes are ";
    if (!last) {
      problems.accept(where + what + (scan.size() == 0 ? "" : "damaged and left out"));
      return scan.segment(tail, true);
    }
    if (scan.size() > 0) {
      what += "unfinished";
    }
    if (!repair) {
      problems.accept(where + what);
      return scan.hasLines() ? scan.segment(tail, false) : null;
    }
    try {
      problems.accept(TornTail.cut(scan.name(), scan.file(), scan.readable()));
      return scan.hasLines() ? scan.segment(0, false) : null;
    } catch (IOException failed) {
      // A full disk must not keep the node from starting. Nothing is ever added to this file.
      problems.accept(where + what + ", and cannot be cut off: " + failed.getMessage());
      return scan.segment(tail, false);
    }
  }
}
