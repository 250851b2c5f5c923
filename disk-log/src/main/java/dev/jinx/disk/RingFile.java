package dev.jinx.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ring file of a process that is dead: read whole, once. The agent's package that runs on the
 * application's threads writes it, word by word, in the byte order of the machine.
 */
final class RingFile implements AutoCloseable {
  private static final long MAGIC = 0x474E4952584E494AL; // JINXRING
  private static final int VERSION = 1;

  /** What of it is mapped at once, for the marks. */
  private static final long REGION = 64L << 20;

  // Words of the first chunk.
  private static final int BOOT = 3;
  private static final int CLOCK = 4;
  private static final int DROPPED = 5;
  private static final int TOLD = 6;
  private static final int STARTED = 7;
  private static final int NUMBERED = 25;
  private static final int OWNER_LENGTH = 30;
  private static final int OWNER = 31;

  private static final Queue<FileChannel> OF_THIS_PROCESS = new ConcurrentLinkedQueue<>();

  private final Path path;
  private final FileChannel channel;
  private final RingChunk head;
  private final Map<Integer, MappedByteBuffer> regions = new HashMap<>();
  private final List<RingRecord> records = new ArrayList<>();
  private final RingDefinitions definitions = new RingDefinitions();

  private RingFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.head = RingChunk.read(channel, 0);
    if (head.word(0) != MAGIC) {
      throw new LogDirectoryException(path + " is no ring file, or was killed while it was made");
    }
    if (head.word(1) != VERSION) {
      throw new LogDirectoryException(
          path + " is of version " + head.word(1) + "; this Jinx reads version " + VERSION);
    }
    try {
      readChunks();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new LogDirectoryException(path + " is damaged: " + e, e);
    }
  }

  /**
   * Opens a ring file, of which nobody else takes over anything until it is closed.
   *
   * @return null where the process that writes it is alive
   * @throws java.nio.file.NoSuchFileException if it is gone
   */
  static @Nullable RingFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean left = false;
    try {
      if (channel.tryLock() == null) {
        return null;
      }
      RingFile file = new RingFile(path, channel);
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

  /** All records that are there, those of one thread in their order. */
  List<RingRecord> records() {
    return records;
  }

  /** What their numbers mean. */
  RingDefinitions definitions() {
    return definitions;
  }

  /** The life of the node, 0 where the process died before it learned of it. */
  long boot() {
    return head.word(BOOT);
  }

  /** Gives it the boot that its process did not learn of, for the next to open it. */
  void name(long boot) throws IOException {
    put(BOOT * 8L, boot);
  }

  /** The last number that the process gave to an event, be it in the log or not. */
  long numbered() {
    return head.word(NUMBERED);
  }

  /** The time of day when that JVM's nanos were 0, in microseconds since 1970. */
  long clockMicros() {
    return head.word(CLOCK);
  }

  /** When the process started, in milliseconds since 1970. */
  long started() {
    return head.word(STARTED);
  }

  /** Hits that found no room, and of which no event tells yet. */
  long untoldDrops() {
    return head.word(DROPPED) - head.word(TOLD);
  }

  /** Writes the number that a record got, where the next to take over finds it. */
  void mark(RingRecord record, long seq, long hit) throws IOException {
    put(record.markAt(), RingRecord.mark(seq, hit));
  }

  /** The kernel's at once, so that it outlives us too, and without a call for each. */
  private void put(long at, long word) throws IOException {
    int region = (int) (at / REGION);
    MappedByteBuffer mapped = regions.get(region);
    if (mapped == null) {
      long start = region * REGION;
      long size = Math.min(REGION, channel.size() - start);
      mapped = channel.map(FileChannel.MapMode.READ_WRITE, start, size);
      mapped.order(ByteOrder.nativeOrder());
      regions.put(region, mapped);
    }
    mapped.putLong((int) (at % REGION), word);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void readChunks() throws IOException {
    int count = (int) (channel.size() / RingChunk.BYTES);
    List<RingChunk> chunks = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      RingChunk chunk = RingChunk.read(channel, i);
      if (chunk.kind() != 0) {
        chunks.add(chunk);
      }
    }
    chunks.sort(Comparator.comparingLong(RingChunk::table).thenComparingLong(RingChunk::order));
    List<RingChunk> ring = new ArrayList<>();
    for (RingChunk chunk : chunks) {
      if (!ring.isEmpty() && ring.get(0).table() != chunk.table()) {
        RingRecords.ofMany(ring, records);
        ring.clear();
      }
      switch (chunk.kind()) {
        case RingChunk.OWN -> RingRecords.ofOne(chunk, records);
        case RingChunk.SHARED -> ring.add(chunk);
        case RingChunk.DEFINITIONS -> definitions.read(chunk);
        default ->
            throw new LogDirectoryException(path + " holds chunks of a kind that is not known");
      }
    }
    if (!ring.isEmpty()) {
      RingRecords.ofMany(ring, records);
    }
  }
}
