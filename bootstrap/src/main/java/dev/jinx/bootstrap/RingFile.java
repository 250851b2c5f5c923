package dev.jinx.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file in which the rings of this JVM lie, mapped into memory: what is published is the
 * kernel's at once, without a system call, and outlives the process. One a JVM, or none.
 *
 * <p>It is filled with zeros before it is used, by a thread of the agent, in steps: a store into a
 * page that a full file system cannot provide would fail on the application's thread. It stays
 * locked for as long as the process lives, so that nobody takes it over before.
 */
public final class RingFile {
  /** {@code JINXRING}, as it reads in the file's first word. */
  static final long MAGIC = 0x474E4952584E494AL;

  static final int VERSION = 1;

  private static final int CHUNKS_OF_STEP = 64;
  private static final int ZEROS = 256 * 1024;

  /** So few unused chunks left, and more are made. */
  private static final int FEW = CHUNKS_OF_STEP / 2;

  /** How long a file system that is full is left in peace. */
  private static final long REST_NANOS = 1_000_000_000L;

  // Words of the first chunk.
  private static final int PID = 2;
  private static final int BOOT = 3;
  private static final int CLOCK = 4;
  private static final int DROPPED = 5;
  private static final int TOLD = 6;
  private static final int STARTED = 7;
  private static final int NODE_LENGTH = 8;
  private static final int NODE = 9;
  private static final int NUMBERED = 25;
  private static final int OWNER_LENGTH = 30;
  private static final int OWNER = 31;

  private static volatile @Nullable RingFile current;

  private final File file;
  private final File pointer;
  private final FileChannel channel;
  private final MappedChunk head;
  private final int most;

  // Whatever is mapped stays so: threads may write to it until the process ends.
  private final List<MappedByteBuffer> mapped = new ArrayList<>();
  private final Chunk[] chunks;
  private volatile int ready;
  private volatile @Nullable Thread grower;
  private volatile @Nullable String problem;
  private volatile boolean heapTables;

  private RingFile(File file, File pointer, FileChannel channel, int most) throws IOException {
    this.file = file;
    this.pointer = pointer;
    this.channel = channel;
    this.most = most;
    this.chunks = new Chunk[most];
    head = new MappedChunk(map(0, Chunk.BYTES));
    extend();
    if (Runtime.version().feature() >= 21 && ready < most) {
      // The tables of virtual threads take a whole step's when they are made.
      extend();
    }
    head.put(PID, ProcessHandle.current().pid());
    head.put(STARTED, System.currentTimeMillis());
    clock();
    head.put(1, VERSION);
    head.putRelease(0, MAGIC);
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
    if (most < CHUNKS_OF_STEP) {
      throw new IOException(
          "there is room for " + bytes + " bytes of rings only, and 4 MB are needed");
    }
    makePrivate(file);
    RandomAccessFile opened = new RandomAccessFile(file, "rw");
    try {
      if (opened.getChannel().tryLock() == null) {
        throw new IOException(file + " is locked by another process");
      }
      RingFile made = new RingFile(file, pointer, opened.getChannel(), most);
      // First: whoever makes the pool, be it the thread that is started here, has to find it.
      current = made;
      made.startGrowing();
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
        : problem;
  }

  /** There was no room for a table of virtual threads, whose rings now lie on the heap for good. */
  static void countHeapTable() {
    RingFile file = current;
    if (file != null) {
      file.heapTables = true;
    }
  }

  /**
   * Tells, for whoever takes it over, in which life of which node its events belong.
   *
   * @param owner by which others tell whether something leads to it still
   */
  public void name(String node, long boot, String owner) {
    byte[] who = owner.getBytes(StandardCharsets.UTF_8);
    if (who.length <= Chunk.BYTES - OWNER * 8) {
      head.putBytes(OWNER, who, 0, who.length);
      head.putRelease(OWNER_LENGTH, who.length);
    }
    byte[] bytes = node.getBytes(StandardCharsets.UTF_8);
    head.putBytes(NODE, bytes, 0, bytes.length);
    head.put(NODE_LENGTH, bytes.length);
    head.putRelease(BOOT, boot);
  }

  /** Notes what the time of day is; now and then, as somebody may set it. */
  public void clock() {
    head.put(CLOCK, System.currentTimeMillis() * 1_000 - System.nanoTime() / 1_000);
  }

  /**
   * Notes the last number given to an event, before anybody sees it: not all events have a record,
   * and no number may be given again. For the scribe.
   */
  public void numbered(long seq) {
    head.put(NUMBERED, seq);
  }

  /** Hits that found no room, and that the log has told of. For the scribe. */
  public void told(long count) {
    head.put(TOLD, head.get(TOLD) + count);
  }

  static void countDrop() {
    RingFile file = current;
    if (file != null) {
      file.head.increment(DROPPED);
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
    int there = ready;
    if (there - index < FEW && there < most) {
      LockSupport.unpark(grower);
    }
    return index < there ? chunks[index] : null;
  }

  /** How many there can be. */
  int most() {
    return most;
  }

  private void startGrowing() {
    Thread thread =
        AgentThreads.create(
            "jinx-rings",
            new Runnable() {
              @Override
              public void run() {
                grow();
              }
            });
    grower = thread;
    thread.start();
  }

  private void grow() {
    while (ready < most) {
      LockSupport.park(this);
      // An interruption would keep it from parking, and end the channel and with it the lock.
      boolean ignored = Thread.interrupted();
      while (ready < most && ready - Tables.POOL.made() < CHUNKS_OF_STEP) {
        try {
          extend();
          problem = null;
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
          problem = file + " cannot grow: " + failed.getMessage();
          rest();
          // Tried again at the next hit that finds few.
          break;
        }
      }
    }
  }

  /** For a while no hit wakes this thread, as each that finds no room would. */
  private void rest() {
    Thread self = grower;
    grower = null;
    long end = System.nanoTime() + REST_NANOS;
    for (long left = REST_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      boolean ignored = Thread.interrupted();
    }
    grower = self;
  }

  private void extend() throws IOException {
    int from = ready;
    int count = Math.min(CHUNKS_OF_STEP, most - from);
    long address = map((from + 1L) * Chunk.BYTES, count * Chunk.BYTES);
    for (int i = 0; i < count; i++) {
      chunks[from + i] = new MappedChunk(address + (long) i * Chunk.BYTES);
    }
    ready = from + count;
  }

  /** Fills a part of the file and maps it. */
  private long map(long offset, int bytes) throws IOException {
    try {
      ByteBuffer zeros = ByteBuffer.allocate(Math.min(ZEROS, bytes));
      for (long at = offset; at < offset + bytes; ) {
        zeros.clear();
        at += channel.write(zeros, at);
      }
    } catch (IOException full) {
      channel.truncate(offset);
      throw full;
    }
    MappedByteBuffer part = channel.map(FileChannel.MapMode.READ_WRITE, offset, bytes);
    mapped.add(part);
    return MappedChunk.address(part);
  }
}
