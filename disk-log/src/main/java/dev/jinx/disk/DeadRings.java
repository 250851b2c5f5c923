package dev.jinx.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ring file of a process that is dead. The agent's package that runs on the application's
 * threads wrote it, word by word, in the byte order of the machine. It is read where it lies: it
 * may be larger than the heap of who takes it over.
 */
final class DeadRings implements AutoCloseable {
  private static final long MAGIC = 0x474E4952584E494AL; // JINXRING
  private static final int VERSION = 1;

  /** What of it is mapped at once. */
  private static final long REGION = 64L << 20;

  private static final int CHUNKS_OF_REGION = (int) (REGION / RingChunk.BYTES);

  // Words of the first chunk.
  private static final int BOOT = 3;
  private static final int CLOCK = 4;
  private static final int DROPPED = 5;
  private static final int TOLD = 6;
  private static final int STARTED = 7;
  private static final int NUMBERED = 25;
  private static final int CLOSING = 26; // ours; the process leaves it 0
  private static final int OWNER_LENGTH = 30;
  private static final int OWNER = 31;

  private static final Queue<FileChannel> OF_THIS_PROCESS = new ConcurrentLinkedQueue<>();

  private final Path path;
  private final FileChannel channel;
  private final RingChunk head;
  private final List<MappedByteBuffer> regions = new ArrayList<>();
  private final List<Iterable<RingRecord>> sources = new ArrayList<>();
  private final RingDefinitions definitions = new RingDefinitions();
  private boolean hasUnnumbered;
  private long lastNumber;
  private long lastNanos;

  private DeadRings(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.head = RingChunk.read(channel, 0);
  }

  /** What a file is to which a pointer leads. */
  enum Kind {
    RINGS,
    /** Zeros: the process was killed as it made them, and before anything was published. */
    UNFINISHED,
    NEWER,
    /** It is not for us to touch. */
    FOREIGN
  }

  /**
   * Opens a ring file, of which nobody else takes over anything until it is closed.
   *
   * @return null where the process that writes it is alive
   * @throws java.nio.file.NoSuchFileException if it is gone
   * @throws IOException if it cannot be read and written
   */
  static @Nullable DeadRings open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean left = false;
    try {
      if (channel.tryLock() == null) {
        return null;
      }
      DeadRings file = new DeadRings(path, channel);
      left = true;
      return file;
    } catch (OverlappingFileLockException ofThisProcess) {
      // The agent's in this JVM: to close this channel would end its lock.
      left = true;
      OF_THIS_PROCESS.add(channel);
      return null;
    } finally {
      if (!left) {
        channel.close();
      }
    }
  }

  /** What {@link RingSweep#owner} gave to the process that writes it; empty where it did not. */
  static String owner(FileChannel channel) throws IOException {
    RingChunk head = RingChunk.read(channel, 0);
    if (head.word(0) != MAGIC) {
      return "";
    }
    int most = RingChunk.BYTES - OWNER * 8;
    int length = (int) Math.max(0, Math.min(most, head.word(OWNER_LENGTH)));
    return new String(head.bytes(OWNER, length), StandardCharsets.UTF_8);
  }

  /** What it is; all else is asked of {@link Kind#RINGS} only. */
  Kind kind() {
    long version = head.word(1);
    if (head.word(0) != MAGIC) {
      return head.word(0) == 0 && version == 0 ? Kind.UNFINISHED : Kind.FOREIGN;
    }
    return version > VERSION ? Kind.NEWER : Kind.RINGS;
  }

  /** The life of the node, 0 where the process died before it learned of it. */
  long boot() {
    return head.word(BOOT);
  }

  /** When the process started, in milliseconds since 1970. */
  long started() {
    return head.word(STARTED);
  }

  /** The time of day when that JVM's nanos were 0, in microseconds since 1970. */
  long clockMicros() {
    return head.word(CLOCK);
  }

  /** Hits that found no room, and of which no event of that process tells. */
  long untoldDrops() {
    return head.word(DROPPED) - head.word(TOLD);
  }

  /** Number of the event that tells of all that is missing, once it was decided on; else 0. */
  long closing() {
    return head.word(CLOSING);
  }

  /**
   * Finds all that it holds, and looks at each of its words. To be called once, before what follows
   * here.
   *
   * @throws LogDirectoryException if it is damaged
   * @throws IOException if it cannot be mapped
   */
  void read() throws IOException {
    try {
      if (head.word(1) != VERSION) {
        throw new LogDirectoryException(path + " is damaged: version " + head.word(1));
      }
      findChunks();
      for (Iterable<RingRecord> source : sources) {
        for (RingRecord record : source) {
          survey(record);
        }
      }
      lastNumber = Math.max(lastNumber, head.word(NUMBERED));
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new LogDirectoryException(path + " is damaged: " + e, e);
    }
  }

  private void survey(RingRecord record) {
    if (record.isNumbered()) {
      lastNumber = Math.max(lastNumber, record.seq());
    } else {
      hasUnnumbered = true;
    }
    if (lastNanos == 0 || record.nanos() - lastNanos > 0) {
      lastNanos = record.nanos();
    }
  }

  /** All records that are there: sources of them, each in the order in which it was written. */
  List<Iterable<RingRecord>> sources() {
    return sources;
  }

  /** What their numbers mean. */
  RingDefinitions definitions() {
    return definitions;
  }

  /** Whether there are records that nobody has given a number. */
  boolean hasUnnumbered() {
    return hasUnnumbered;
  }

  /** The last number that was given to an event, be it in the log or not. */
  long lastNumber() {
    return lastNumber;
  }

  /** When the last record was written, on that JVM's clock; 0 where there is none. */
  long lastNanos() {
    return lastNanos;
  }

  /** Gives it the boot that its process did not learn of, for the next to open it. */
  void name(long boot) {
    put(BOOT * 8L, boot);
  }

  /** Writes the number that a record got, where the next to take over finds it. */
  void mark(RingRecord record, long seq, long hit) {
    put(record.markAt(), RingRecord.mark(seq, hit));
  }

  /** Writes the number of the event that tells of what is missing. */
  void markClosing(long seq) {
    put(CLOSING * 8L, seq);
  }

  /** The kernel's at once, so that it outlives us too, and without a call for each. */
  private void put(long at, long word) {
    regions.get((int) (at / REGION)).putLong((int) (at % REGION), word);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private RingChunk chunk(int index) {
    int at = index % CHUNKS_OF_REGION * RingChunk.BYTES;
    ByteBuffer region = regions.get(index / CHUNKS_OF_REGION);
    return new RingChunk((long) index * RingChunk.BYTES, region.slice(at, RingChunk.BYTES));
  }

  private void findChunks() throws IOException {
    int count = (int) (channel.size() / RingChunk.BYTES);
    long size = (long) count * RingChunk.BYTES;
    for (long start = 0; start < size; start += REGION) {
      long bytes = Math.min(REGION, size - start);
      MappedByteBuffer region = channel.map(FileChannel.MapMode.READ_WRITE, start, bytes);
      region.order(ByteOrder.nativeOrder());
      regions.add(region);
    }
    List<RingChunk> chunks = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      RingChunk chunk = chunk(i);
      if (chunk.kind() != 0) {
        chunks.add(chunk);
      }
    }
    chunks.sort(Comparator.comparingLong(RingChunk::table).thenComparingLong(RingChunk::order));
    List<RingChunk> ring = new ArrayList<>();
    for (RingChunk chunk : chunks) {
      if (!ring.isEmpty() && ring.get(0).table() != chunk.table()) {
        addShared(ring);
        ring = new ArrayList<>();
      }
      switch (chunk.kind()) {
        case RingChunk.OWN -> sources.add(RingRecords.ofOne(chunk));
        case RingChunk.SHARED -> ring.add(chunk);
        case RingChunk.DEFINITIONS -> definitions.read(chunk);
        default ->
            throw new LogDirectoryException(
                path + " is damaged: it holds chunks of a kind that is not known");
      }
    }
    addShared(ring);
  }

  private void addShared(List<RingChunk> ring) {
    if (!ring.isEmpty()) {
      sources.add(RingRecords.ofMany(ring));
    }
  }
}
