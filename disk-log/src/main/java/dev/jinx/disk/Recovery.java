package dev.jinx.disk;

import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a log after its process has died: cuts what was torn, and takes over what that process had
 * published and not written. Interrupted at any place, it can be done again, with the same result.
 */
public final class Recovery {
  private static final int COMMIT_BYTES = 1 << 20;

  private final LogDirectory directory;
  private final Segments segments;
  private final Durability durability;
  private final long retention;
  private final Consumer<String> problems;

  private Recovery(
      LogDirectory directory,
      Segments segments,
      Durability durability,
      long retention,
      Consumer<String> problems) {
    this.directory = directory;
    this.segments = segments;
    this.durability = durability;
    this.retention = retention;
    this.problems = problems;
  }

  /**
   * Does it.
   *
   * @param directory held by this process; its boot may be a later one afterwards
   * @param own the pointer to this process's own rings, or null
   * @param problems told of what was cut, damaged or lost, a line each
   * @return all that is there
   */
  public static Segments run(
      LogDirectory directory,
      @Nullable Path own,
      Durability durability,
      long retention,
      Consumer<String> problems)
      throws IOException {
    Segments segments = Segments.open(directory.path(), true, problems);
    new Recovery(directory, segments, durability, retention, problems).takeOver(own);
    return segments;
  }

  private record Dead(RingPointer pointer, RingFile rings) {}

  private void takeOver(@Nullable Path own) throws IOException {
    List<Dead> dead = new ArrayList<>();
    try {
      for (RingPointer pointer : RingPointer.in(directory.path(), problems)) {
        // To open and close our own would end the lock that keeps others away from it.
        if (own == null || !own.getFileName().equals(pointer.file().getFileName())) {
          open(pointer, dead);
        }
      }
      // Those that never learned of their boot came last.
      dead.sort(
          Comparator.comparing((Dead one) -> one.rings.boot() == 0)
              .thenComparingLong(one -> one.rings.boot())
              .thenComparingLong(one -> one.rings.started()));
      for (Dead one : dead) {
        takeOver(one);
      }
    } finally {
      for (Dead one : dead) {
        one.rings.close();
      }
    }
  }

  private void open(RingPointer pointer, List<Dead> dead) throws IOException {
    try {
      RingFile rings = RingFile.open(pointer.rings());
      if (rings != null) {
        dead.add(new Dead(pointer, rings));
      }
    } catch (NoSuchFileException gone) {
      if (!pointer.isBeginning()) {
        tellLost(pointer, "the rings " + pointer.rings() + " are gone");
        pointer.delete();
      }
    } catch (LogDirectoryException useless) {
      tellLost(pointer, useless.getMessage() + "; nothing is taken over from it");
      pointer.delete();
    }
  }

  private void takeOver(Dead dead) throws IOException {
    long boot = dead.rings.boot();
    if (boot < 1 || boot > directory.boot()) {
      boot = directory.bootOfDead();
      // At once: whoever does this again goes on with that boot, and repeats no event in another.
      dead.rings.name(boot);
    }
    try (SegmentWriter writer =
        SegmentWriter.open(directory, boot, segments, durability, retention)) {
      TakeOver.run(
          dead.rings,
          directory.node(),
          segments,
          boot,
          (seq, json, length) -> {
            writer.append(seq, json, 0, length);
            if (writer.pendingBytes() > COMMIT_BYTES) {
              writer.commit();
            }
          });
      writer.commit();
      dead.pointer.delete();
    }
  }

  /** The machine was restarted, somebody cleaned up, or the file cannot be understood. */
  private void tellLost(RingPointer pointer, String lost) throws IOException {
    problems.accept(lost + ": events that their process published last may be missing");
    long boot = pointer.boot();
    if (boot < 1 || boot > directory.boot()) {
      return;
    }
    EventWriter line = new EventWriter(directory.node(), boot, new EventClock());
    long seq = segments.lastSeq(boot) + 1;
    line.beginLog("gap", EventWriter.phase("gap"), 0, -1, seq, System.nanoTime());
    line.text("reason", lost).close();
    try (SegmentWriter writer =
        SegmentWriter.open(directory, boot, segments, durability, retention)) {
      writer.append(seq, line.bytes(), 0, line.length());
      writer.commit();
    }
  }
}
