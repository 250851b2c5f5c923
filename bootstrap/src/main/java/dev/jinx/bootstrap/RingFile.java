package dev.jinx.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * The file in which the rings of this JVM lie, mapped into memory: what is published is the
 * kernel's at once, without a system call, and outlives the process. One a JVM, or none. A {@link
 * RingHead} says whose it is, chunks follow, and it grows ({@link RingGrowth}).
 *
 * <p>It stays locked for as long as the process lives, so that nobody takes it over before.
 */
public final class RingFile {
  private static volatile @Nullable RingFile current;

  private final File file;
  private final File pointer;
  private final RingGrowth growth;
  private final RingHead head;
  private volatile boolean heapTables;

  private RingFile(File file, File pointer, RandomAccessFile opened, int most) throws IOException {
    this.file = file;
    this.pointer = pointer;
    this.growth = new RingGrowth(file.getPath(), opened, most);
    // Last: a file that has no head has nothing that would be worth taking over.
    this.head = new RingHead(growth.head());
  }

  /**
   * Makes the file and has all rings lie in it from now on; before the first hit.
   *
   * @param file a name that nobody has
   * @param pointer a file that leads to it, there already
   * @param bytes the most it may take
   * @throws IOException where there is no room, or it cannot be mapped; it is gone then
   */
  public static RingFile open(File file, File pointer, long bytes) throws IOException {
    int most = (int) Math.min(1 << 20, bytes / Chunk.BYTES);
    if (most < RingGrowth.CHUNKS_OF_STEP) {
      throw new IOException(
          "there is room for " + bytes + " bytes of rings only, and 4 MB are needed");
    }
    makePrivate(file);
    RandomAccessFile opened = new RandomAccessFile(file, "rw");
    try {
      if (opened.getChannel().tryLock() == null) {
        throw new IOException(file + " is locked by another process");
      }
      RingFile made = new RingFile(file, pointer, opened, most);
      // First: whoever makes the pool, be it the thread that is started here, has to find it.
      current = made;
      made.growth.start();
      return made;
    } catch (IOException | RuntimeException | Error failed) {
      current = null;
      opened.close();
      if (!file.delete()) {
        throw new IOException(failed.getMessage() + "; " + file + " stays behind", failed);
      }
      throw failed;
    }
  }

  /** What it holds of the application's values is for nobody else on the machine. */
  private static void makePrivate(File file) throws IOException {
    if (!file.createNewFile()) {
      throw new IOException(file + " is there already");
    }
    boolean done =
        file.setReadable(false, false)
            && file.setReadable(true, true)
            && file.setWritable(false, false)
            && file.setWritable(true, true);
    if (!done) {
      Say.later("others may read " + file + ": its permissions cannot be set");
    }
  }

  /** The one of this JVM, or null where the rings lie on the heap. */
  public static @Nullable RingFile current() {
    return current;
  }

  /** Where it is. */
  public File file() {
    return file;
  }

  /** What leads to it from the log directory. */
  public File pointer() {
    return pointer;
  }

  /** Why it did not grow when it should have, or what is not in it although it should; or null. */
  public @Nullable String problem() {
    return heapTables
        ? "the rings of some virtual threads lie on the heap, as there was no room in "
            + file
            + "; their last events are lost if this process is killed"
        : growth.problem();
  }

  /** There was no room for a table of virtual threads, whose rings now lie on the heap for good. */
  static void countHeapTable() {
    RingFile file = current;
    if (file != null) {
      file.heapTables = true;
    }
  }

  /**
   * Tells, for whoever takes it over, in which life of the node its events belong.
   *
   * @param owner by which others tell whether something leads to it still
   */
  public void name(long boot, String owner) {
    head.name(boot, owner);
  }

  /** Notes what the time of day is; now and then, as somebody may set it. */
  public void clock() {
    head.clock();
  }

  /**
   * Notes the last number given to an event, before anybody sees it: not all events have a record,
   * and no number may be given again. For the scribe.
   */
  public void numbered(long seq) {
    head.numbered(seq);
  }

  /** Hits that found no room, and that the log has told of. For the scribe. */
  public void told(long count) {
    head.told(count);
  }

  static void countDrop() {
    RingFile file = current;
    if (file != null) {
      file.head.countDrop();
    }
  }

  /**
   * All of it is in the log, or no log is kept: removes the file, and first what leads to it, as
   * rings to which something leads count as lost where they are gone. What is published from now on
   * dies with this process.
   */
  public void delete() {
    boolean led = pointer.delete() || !pointer.exists();
    if (!led || !file.delete()) {
      Say.later("cannot delete " + pointer + " or " + file + ", which are not needed any more");
    }
  }

  /** The chunk of that number; null where it is not there yet. */
  @Nullable Chunk chunk(int index) {
    return growth.chunk(index);
  }

  /** How many there can be. */
  int most() {
    return growth.most();
  }
}
