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
  private static final Position BEGINNING = new Position(0, 0);

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
    String node = file == null ? SegmentFiles.node(directory) : file.node();
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
    return oldest == null ? BEGINNING : new Position(oldest.boot(), oldest.extent().first() - 1);
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
    return last(segments);
  }

  private static Position last(Segment[] now) {
    for (int i = now.length - 1; i >= 0; i--) {
      Extent extent = now[i].extent();
      if (!extent.isEmpty()) {
        return new Position(now[i].boot(), extent.last());
      }
    }
    return BEGINNING;
  }

  /** The last number of a boot that is known to have been given out; 0 where there is none. */
  public long lastSeq(long boot) {
    return lastSeq(boot, segments);
  }

  private static long lastSeq(long boot, Segment[] segments) {
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
    return knows(position, segments);
  }

  private boolean knows(Position position, Segment[] now) {
    if (hasBoot(now, position.boot())) {
      return position.seq() <= lastSeq(position.boot(), now);
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

  /**
   * What is missing behind a position, up to the newest event, in order; as far as that is known
   * without looking at the files. {@link #next} finds out what has gone since.
   */
  public List<Hole> holes(Position after) {
    Segment[] now = segments;
    return beginning(after, now, Holes.after(after, now));
  }

  /** Adds what is missing of a boot that is gone altogether. */
  private List<Hole> beginning(Position after, Segment[] now, List<Hole> holes) {
    if (after.boot() > 0
        && now.length > 0
        && after.boot() < now[now.length - 1].boot()
        && !hasBoot(now, after.boot())
        && !knows(after, now)) {
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
   *     event after {@code after}: {@link #next} says what.
   * @throws IOException if a file that is there cannot be read
   */
  public @Nullable Batch read(@Nullable Position after, int maxBytes) throws IOException {
    return next(after == null ? BEGINNING : after, maxBytes).batch();
  }

  /**
   * The next events behind a position, and what is missing in front of them: also what was there
   * when the directory was opened and has gone since, at the end of a boot or of the log as well.
   *
   * @param after any position
   * @param maxBytes roughly how many bytes to take; at least one event comes, however long
   * @throws IOException if a file that is there cannot be read
   */
  public Next next(Position after, int maxBytes) throws IOException {
    Segment[] now;
    Position end;
    Batch batch;
    do {
      now = segments;
      // Before the files are read: what is written meanwhile is not missing.
      end = last(now);
      batch = reader.read(now, after, maxBytes);
      // All that were listed may be gone by now, and others be there.
    } while (batch == null && now != segments);
    Position upTo = batch == null ? end : new Position(batch.boot(), batch.firstSeq() - 1);
    return new Next(
        upTo.compareTo(after) <= 0
            ? List.of()
            : beginning(after, now, Holes.between(after, upTo, now)),
        batch);
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
