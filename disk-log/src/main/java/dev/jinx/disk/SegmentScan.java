package dev.jinx.disk;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole segment once: checks every line, builds the index, finds out what is damaged. */
final class SegmentScan {
  private static final int BUFFER = 1 << 20;

  private final SegmentName name;
  private final Path file;
  private final List<String> damages = new ArrayList<>();
  private final SparseIndex index = new SparseIndex();
  private Extent extent = Extent.empty(0);
  private long size;
  private @Nullable String node;
  private boolean foreign;

  private SegmentScan(SegmentName name, Path file, @Nullable String node) {
    this.name = name;
    this.file = file;
    this.node = node;
  }

  /**
   * Scans a segment.
   *
   * @param node whose it has to be; null where that is not known yet
   * @throws LogDirectoryException if it is a newer Jinx's
   * @throws NoSuchFileException if it is gone
   */
  static SegmentScan of(SegmentName name, Path file, @Nullable String node) throws IOException {
    SegmentScan scan = new SegmentScan(name, file, node);
    if (!Files.isRegularFile(file)) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      scan.foreign = true;
      scan.damages.add(name + ": at byte 0: it is no regular file; left alone");
      return scan;
    }
    scan.run();
    return scan;
  }

  /** Opens a segment's file. */
  static FileInputStream open(Path file) throws IOException {
    try {
      return new FileInputStream(file.toFile());
    } catch (FileNotFoundException failed) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      throw failed;
    }
  }

  private void run() throws IOException {
    size = Files.size(file);
    long events = header();
    String owner = node;
    if (foreign || owner == null) {
      return;
    }
    extent = Extent.empty(events);
    long last = name.first() - 1;
    boolean begun = false;
    try (EventScan scan =
        new EventScan(open(file), owner, name.boot(), events, size, last, BUFFER)) {
      while (scan.next()) {
        long seq = scan.seq();
        long damaged = scan.damaged();
        if (damaged > 0) {
          damages.add(damage(scan.offset() - damaged, damaged, seq));
        }
        index.add(seq, scan.offset());
        // One object for each run of events, not for each event.
        if (!begun || seq != last + 1) {
          if (begun) {
            extent = grown(last, scan.offset() - damaged);
          }
          extent = extent.with(seq, seq, scan.offset() + scan.length(), index.count());
          begun = true;
        }
        last = seq;
      }
      if (begun) {
        extent = grown(last, scan.passed());
      }
    }
  }

  private Extent grown(long last, long bytes) {
    return extent.last() == last && extent.bytes() == bytes
        ? extent
        : extent.with(extent.last() + 1, last, bytes, index.count());
  }

  /** Returns where the events begin. */
  private long header() throws IOException {
    if (size == 0) {
      return 0;
    }
    try (LineScan lines = new LineScan(open(file), 0, size, 4096)) {
      boolean any = lines.next();
      if (any && node == null) {
        node = EventKeys.node(lines.bytes(), lines.start() + Line.HEAD, json(lines));
      }
      SegmentHeader header =
          any && lines.offset() == 0
              ? SegmentHeader.parse(lines.bytes(), lines.start() + Line.HEAD, json(lines))
              : null;
      if (header == null) {
        return 0;
      }
      if (header.version() > SegmentHeader.VERSION) {
        throw new LogDirectoryException(
            file
                + " is of version "
                + header.version()
                + ", a newer Jinx's; this one knows version "
                + SegmentHeader.VERSION);
      }
      foreign(header);
      return lines.length();
    }
  }

  private static int json(LineScan lines) {
    return lines.length() - Line.EXTRA;
  }

  private void foreign(SegmentHeader header) {
    if (!header.node().equals(node)) {
      foreign = true;
      damages.add(name + ": at byte 0: it is node " + header.node() + "'s, not " + node + "'s");
    } else if (header.boot() != name.boot() || header.first() != name.first()) {
      foreign = true;
      damages.add(
          name
              + ": at byte 0: it calls itself "
              + new SegmentName(header.boot(), header.first())
              + "; its events are not shown");
    }
  }

  private String damage(long from, long bytes, long next) {
    return name
        + ": at byte "
        + from
        + ": "
        + bytes
        + " bytes are damaged and left out; it goes on with event "
        + next;
  }

  /** Damage that valid lines follow, or that makes the file unreadable: one line each. */
  List<String> damages() {
    return damages;
  }

  /** Bytes at the end that are no events. */
  long tail() {
    return size - extent.bytes();
  }

  /** Where the readable part ends; 0 if not even the header is readable. */
  long readable() {
    return extent.bytes();
  }

  /** The node it names. */
  @Nullable String node() {
    return node;
  }

  /** Whether any line of it is readable, so that it is not what a crash left of a new file. */
  boolean hasLines() {
    return extent.bytes() > 0;
  }

  /** Whether it is something else than a segment of this log. */
  boolean isForeign() {
    return foreign;
  }

  /** Size of the file. */
  long size() {
    return size;
  }

  SegmentName name() {
    return name;
  }

  Path file() {
    return file;
  }

  /** What is to be read of it; null where that is nothing. */
  @Nullable Segment segment(long surplus, boolean damagedEnd) {
    String owner = node;
    return foreign || owner == null
        ? null
        : new Segment(name, file, owner, index, extent, surplus, damagedEnd);
  }
}
