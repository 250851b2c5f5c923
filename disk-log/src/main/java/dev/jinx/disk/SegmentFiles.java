package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The segments in a directory, which another process may be adding to and removing from. */
final class SegmentFiles {
  /** How often to look anew when files go away while they are read. */
  private static final int TRIES = 20;

  private SegmentFiles() {}

  /** By name, and so in the order of their events. */
  static NavigableMap<SegmentName, Path> in(Path directory) throws IOException {
    NavigableMap<SegmentName, Path> files = new TreeMap<>();
    for (Path file : Listing.of(directory)) {
      SegmentName name = SegmentName.parse(String.valueOf(file.getFileName()));
      if (name != null) {
        files.put(name, file);
      }
    }
    return files;
  }

  /** The node that the newest readable header names; null if there is none. */
  static @Nullable String node(Path directory) throws IOException {
    for (Path file : in(directory).descendingMap().values()) {
      if (Files.isRegularFile(file)) {
        try (LineScan lines = new LineScan(SegmentScan.open(file), 0, Files.size(file), 4096)) {
          SegmentHeader header =
              lines.next()
                  ? SegmentHeader.parse(
                      lines.bytes(), lines.start() + Line.HEAD, lines.length() - Line.EXTRA)
                  : null;
          if (header != null && header.version() == SegmentHeader.VERSION) {
            return header.node();
          }
        } catch (NoSuchFileException removed) {
          // By the live JVM's retention.
        }
      }
    }
    return null;
  }

  /**
   * Scans all of a directory, oldest first.
   *
   * @param node whose they have to be; null for whatever node the first one names
   */
  static List<SegmentScan> scan(Path directory, @Nullable String node) throws IOException {
    NavigableMap<SegmentName, SegmentScan> scans = new TreeMap<>();
    boolean whole = false;
    for (int i = 0; i < TRIES && !whole; i++) {
      NavigableMap<SegmentName, Path> files = in(directory);
      scans.keySet().retainAll(files.keySet());
      if (!scans.isEmpty()) {
        // The last one may have grown until the next was begun.
        scans.remove(scans.lastKey());
      }
      whole = scan(files, node, scans);
    }
    return new ArrayList<>(scans.values());
  }

  /** Returns false if retention removed one, and so may have removed all that were listed. */
  private static boolean scan(
      Map<SegmentName, Path> files, @Nullable String node, Map<SegmentName, SegmentScan> scans)
      throws IOException {
    String owner = node;
    boolean whole = true;
    for (Map.Entry<SegmentName, Path> file : files.entrySet()) {
      SegmentScan scan = scans.get(file.getKey());
      try {
        if (scan == null) {
          scan = SegmentScan.of(file.getKey(), file.getValue(), owner);
          scans.put(file.getKey(), scan);
        }
        owner = owner == null ? scan.node() : owner;
      } catch (NoSuchFileException removed) {
        whole = false;
      }
    }
    return whole;
  }
}
