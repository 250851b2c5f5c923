package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events in a log directory, of all boots, by their positions. One {@link SegmentWriter} adds,
 * any number of threads read; nothing here waits for anybody.
 *
 * <p>A file is open only while it is read. A segment that retention removes meanwhile is a hole to
 * its readers, never an error.
 */
public final class Segments {
  private final Path directory;
  private final @Nullable String node;
  private final long newestBoot;
  private final Consumer<String> problems;
  private final BatchReader reader = new BatchReader();
  private volatile Segment[] segments;

  private Segments(
      Path directory,
      @Nullable String node,
      long newestBoot,
      Consumer<String> problems,
      Segment[] segments) {
    this.directory = directory;
    this.node = node;
    this.newestBoot = newestBoot;
    this.problems = problems;
    this.segments = segments;
  }

  /**
   * Opens a log and checks every line of it.
   *
   * @param directory the log directory
   * @param repair whether to cut a torn tail off the last segment and keep it aside; only for who
   *     holds the {@link LogDirectory}. Without it nothing on disk is changed, and the directory
   *     may be a live JVM's: what that JVM writes later is not seen.
   * @param problems told, in one line each, of what was cut and what is damaged, with file and
   *     byte; later of what cannot be removed. Called by the thread that opens or commits.
   * @throws LogDirectoryException if there is no such directory, or a newer Jinx's files are in it
   * @throws IOException if a file cannot be read
   */
  public static Segments open(Path directory, boolean repair, Consumer<String> problems)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new LogDirectoryException(
          Files.exists(directory)
              ? directory + " is a file, not a log directory"
              : "there is no log directory " + directory);
    }
    NodeFile file = nodeFile(directory, problems);
    String node = file == null ? nodeIn(directory) : file.node();
    long newestBoot = file == null ? 0 : file.boot();
    List<SegmentScan> scans = SegmentFiles.scan(directory, node);
    List<Segment> found = new Opening(repair, problems).take(scans);
    if (node == null && !found.isEmpty()) {
      node = found.get(0).node;
    }
    return new Segments(directory, node, newestBoot, problems, found.toArray(new Segment[0]));
  }

  /** What the segments hold is worth reading without it, too. */
  private static @Nullable NodeFile nodeFile(Path directory, Consumer<String> problems)
      throws IOException {
    try {
      return NodeFile.read(directory);
    } catch (LogDirectoryException damaged) {
      problems.accept(String.valueOf(damaged.getMessage()));
      return null;
    }
  }

  /** The node that the newest readable header names; null if there is none. */
  static @Nullable String nodeIn(Path directory) throws IOException {
    return SegmentFiles.node(directory);
  }

  /** The node whose log this is; null where nothing in the directory says so. */
  public @Nullable String node() {
    return node;
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Whether there is no event at all. */
  public boolean isEmpty() {
    return oldest() == null;
  }

  /** The position in front of the oldest event; boot 0, seq 0 where there is none. */
  public Position first() {
    Segment oldest = oldest();
    return oldest == null
        ? new Position(0, 0)
        : new Position(oldest.boot(), oldest.extent().first() - 1);
  }

  private @Nullable Segment oldest() {
    for (Segment segment : segments) {
      if (!segment.extent().isEmpty()) {
        return segment;
      }
    }
    return null;
  }

  /** The position behind the newest event; boot 0, seq 0 where there is none. */
  public Position last() {
    Segment[] now = segments;
    for (int i = now.length - 1; i >= 0; i--) {
      Extent extent = now[i].extent();
      if (!extent.isEmpty()) {
        return new Position(now[i].boot(), extent.last());
      }
    }
    return new Position(0, 0);
  }

  /** The last number of a boot that is known to have been given out; 0 where there is none. */
  public long lastSeq(long boot) {
    long last = 0;
    for (Segment segment : segments) {
      if (segment.boot() == boot) {
        last = Math.max(last, segment.lastSeq());
      }
    }
    return last;
  }

  /** Bytes of all segments. */
  public long bytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.bytes();
    }
    return bytes;
  }

  /**
   * Whether a position is one of this log's: of a boot that has segments here, and not past that
   * boot's last number. The beginning of a boot that wrote no event is known as well.
   */
  public boolean knows(Position position) {
    Segment[] now = segments;
    if (hasBoot(now, position.boot())) {
      return position.seq() <= lastSeq(position.boot());
    }
    // Retention takes the oldest first: what is missing behind an older boot was never there.
    return position.seq() == 0
        && position.boot() > 0
        && position.boot() <= newestBoot
        && (now.length == 0 || now[0].boot() < position.boot());
  }

  private static boolean hasBoot(Segment[] segments, long boot) {
    for (Segment segment : segments) {
      if (segment.boot() == boot) {
        return true;
      }
    }
    return false;
  }

  /** Whether a position is known and everything behind it is there. */
  public boolean holds(Position after) {
    return knows(after) && holes(after).isEmpty();
  }

  /** What is missing behind a position, up to the newest event, in order. */
  public List<Hole> holes(Position after) {
    Segment[] now = segments;
    List<Hole> holes = Holes.after(after, now);
    if (after.boot() > 0
        && now.length > 0
        && after.boot() < now[now.length - 1].boot()
        && !hasBoot(now, after.boot())
        && !knows(after)) {
      holes.add(0, new Hole(after.boot(), after.seq() + 1, Hole.UNKNOWN));
    }
    return holes;
  }

  /**
   * The next events behind a position.
   *
   * @param after any position; null for the oldest event there is
   * @param maxBytes roughly how many bytes to take; at least one event comes, however long
   * @return null when there is none. Where something is missing, the batch does not begin with the
   *     event after {@code after}: {@link #holes} or {@link EventReader} says what.
   * @throws IOException if a file that is there cannot be read
   */
  public @Nullable Batch read(@Nullable Position after, int maxBytes) throws IOException {
    Segment[] now;
    Batch batch;
    do {
      now = segments;
      batch = reader.read(now, after, maxBytes);
      // All that were listed may be gone by now, and others be there.
    } while (batch == null && now != segments);
    return batch;
  }

  // What follows is the writer's: one thread at a time.

  void add(Segment segment) {
    List<Segment> more = new ArrayList<>();
    for (Segment other : segments) {
      // One of the same name had no event, and its file is this one's now.
      if (!other.name.equals(segment.name)) {
        more.add(other);
      }
    }
    more.add(segment);
    // A boot before the newest goes on when its rings are taken over.
    more.sort(Comparator.comparing((Segment each) -> each.name));
    segments = more.toArray(new Segment[0]);
  }

  void remove(Segment segment) {
    segments = Arrays.stream(segments).filter(other -> other != segment).toArray(Segment[]::new);
  }

  /** Deletes oldest segments until the rest takes no more than so many bytes; never the newest. */
  void retain(long most, Segment current) {
    while (segments.length > 1 && bytes() > most && segments[0] != current) {
      // Out of the list first: a reader who misses the file finds that the log begins later.
      Segment oldest = segments[0];
      remove(oldest);
      try {
        Files.deleteIfExists(oldest.file);
      } catch (IOException failed) {
        add(oldest);
        if (oldest.complain()) {
          problems.accept("cannot remove " + oldest.name + ": " + failed.getMessage());
        }
        return;
      }
    }
  }
}
