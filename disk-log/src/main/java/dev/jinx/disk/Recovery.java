package dev.jinx.disk;

import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.io.IOException;
import java.nio.file.Files;
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
 *
 * <p>Rings that cannot be had keep nobody from the log. Removed is only what was taken over; what
 * is not recognised as rings is never touched, whatever a pointer says.
 */
public final class Recovery {
  private static final int COMMIT_BYTES = 1 << 20;
  private static final String LATER = "; its events are taken over once it can be read";

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
   * @throws IOException if the log cannot be read or written
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

  private record Dead(RingPointer pointer, DeadRings rings) {}

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
      while (!dead.isEmpty()) {
        try (DeadRings rings = dead.get(0).rings) {
          takeOver(dead.get(0).pointer, rings);
        }
        dead.remove(0);
      }
    } finally {
      for (Dead one : dead) {
        one.rings.close();
      }
    }
  }

  private void open(RingPointer pointer, List<Dead> dead) throws IOException {
    DeadRings rings;
    try {
      rings = DeadRings.open(pointer.rings());
    } catch (NoSuchFileException gone) {
      if (!pointer.isBeginning()
          && tellLost(pointer, "the rings " + pointer.rings() + " are gone")) {
        pointer.delete();
      }
      return;
    } catch (IOException unreadable) {
      problems.accept("cannot read the rings " + pointer.rings() + ": " + unreadable + LATER);
      return;
    }
    if (rings != null && rings.kind() == DeadRings.Kind.RINGS) {
      dead.add(new Dead(pointer, rings));
    } else if (rings != null) {
      try (rings) {
        refuse(pointer, rings);
      }
    }
  }

  private void refuse(RingPointer pointer, DeadRings rings) throws IOException {
    DeadRings.Kind kind = rings.kind();
    if (kind == DeadRings.Kind.NEWER) {
      problems.accept(rings.path() + " is a newer Jinx's, which can take over what it holds");
    } else if (kind == DeadRings.Kind.UNFINISHED && pointer.isNameOfRings()) {
      // What is not finished holds nothing.
      if (!pointer.isBeginning()) {
        finish(pointer);
      }
    } else if (tellLost(pointer, rings.path() + " holds no rings, and is left alone")) {
      pointer.delete();
    }
  }

  private void takeOver(RingPointer pointer, DeadRings rings) throws IOException {
    try {
      rings.read();
    } catch (LogDirectoryException damaged) {
      setAside(pointer, String.valueOf(damaged.getMessage()));
      return;
    } catch (IOException | InternalError unreadable) {
      // The latter is what a page that cannot be had is to who has it mapped.
      problems.accept("cannot read the rings " + pointer.rings() + ": " + unreadable + LATER);
      return;
    }
    long boot = rings.boot();
    if (boot < 1 || boot > directory.boot()) {
      boot = directory.bootOfDead();
      // At once: whoever does this again goes on with that boot, and repeats no event in another.
      rings.name(boot);
    }
    try (SegmentWriter writer =
        SegmentWriter.open(directory, boot, segments, durability, retention)) {
      TakeOver.run(
          rings,
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
    }
    finish(pointer);
  }

  /** Nobody needs the rings any more. */
  private void finish(RingPointer pointer) throws IOException {
    // The pointer first: rings that are gone count as lost as long as something leads to them.
    pointer.delete();
    try {
      Files.deleteIfExists(pointer.rings());
    } catch (IOException failed) {
      problems.accept("cannot remove " + pointer.rings() + ", which is taken over: " + failed);
    }
  }

  private void setAside(RingPointer pointer, String damage) throws IOException {
    Path rings = pointer.rings();
    Path aside = TornTail.free(Durable.directoryOf(rings), rings.getFileName() + ".damaged");
    if (tellLost(pointer, damage + "; it is kept as " + aside)) {
      try {
        Files.move(rings, aside);
        pointer.delete();
      } catch (IOException failed) {
        problems.accept("cannot rename " + rings + ": " + failed);
      }
    }
  }

  /**
   * The machine was restarted, somebody cleaned up, or the file cannot be understood.
   *
   * @return whether that is told for good, so that the pointer may go
   */
  private boolean tellLost(RingPointer pointer, String lost) throws IOException {
    problems.accept(lost + ": events that their process published last may be missing");
    long boot = pointer.boot();
    if (boot < 1 || boot > directory.boot()) {
      return true;
    }
    long last = segments.lastSeq(boot);
    if (pointer.gap() > 0 && pointer.gap() <= last) {
      return true;
    }
    try {
      // Before the event: whoever does this again must not tell it again.
      pointer.markGap(last + 1);
    } catch (IOException failed) {
      problems.accept("cannot write " + pointer.file() + ": " + failed);
      return false;
    }
    EventWriter line = new EventWriter(directory.node(), boot, new EventClock());
    line.beginLog("gap", EventWriter.phase("gap"), 0, -1, last + 1, System.nanoTime());
    line.text("reason", lost).close();
    try (SegmentWriter writer =
        SegmentWriter.open(directory, boot, segments, durability, retention)) {
      writer.append(last + 1, line.bytes(), 0, line.length());
      writer.commit();
    }
    return true;
  }
}
