package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a segment that was scanned: taken as it is, cut, or reported. */
final class Opening {
  private final SegmentScan scan;
  private final boolean repair;
  private final Consumer<String> problems;

  Opening(SegmentScan scan, boolean repair, Consumer<String> problems) {
    this.scan = scan;
    this.repair = repair;
    this.problems = problems;
  }

  /** What is to be read of it; null where that is nothing. */
  @Nullable Segment take(SegmentName name, Path file, boolean last) {
    scan.damages().forEach(problems);
    long tail = scan.tail();
    long at = scan.readable();
    if (tail == 0 && at > 0) {
      return scan.segment(0, false);
    }
    if (tail == 0 && !scan.damages().isEmpty()) {
      return null;
    }
    if (!last) {
      problems.accept(
          at == 0 && tail == 0
              ? name + ": at byte 0: it is empty"
              : name
                  + ": at byte "
                  + at
                  + ": the last "
                  + tail
                  + " bytes are damaged and left out");
      return scan.segment(tail, true);
    }
    if (!repair) {
      problems.accept(name + ": at byte " + at + ": the last " + tail + " bytes are unfinished");
      return at == 0 ? null : scan.segment(tail, false);
    }
    try {
      problems.accept(TornTail.cut(name, file, at));
      return at == 0 ? null : scan.segment(0, false);
    } catch (IOException failed) {
      // A full disk must not keep the node from starting. Nothing is ever added to this file.
      problems.accept(
          name
              + ": at byte "
              + at
              + ": the last "
              + tail
              + " bytes are unfinished, and cannot be cut off: "
              + failed.getMessage());
      return scan.segment(tail, false);
    }
  }
}
