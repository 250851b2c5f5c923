package dev.jinx.disk;

import dev.jinx.event.ArmText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.jspecify.annotations.Nullable;

/**
 * The ring file of a process that is dead: read whole, once. The agent's package that runs on the
 * application's threads writes it, word by word, in the byte order of the machine.
 */
final class RingFile implements AutoCloseable {
  private static final long MAGIC = 0x474E4952584E494AL; // JINXRING
  private static final int VERSION = 1;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int HEADER = 32;
  private static final int OWN = 1;
  private static final int SHARED = 2;
  private static final int DEFINITIONS = 3;
  private static final int DEFINED_ARM = 1;
  private static final int STRIDE = 8;

  // Words of the first chunk.
  private static final int BOOT = 3;
  private static final int CLOCK = 4;
  private static final int DROPPED = 5;
  private static final int TOLD = 6;
  private static final int STARTED = 7;
  private static final int NODE_LENGTH = 8;
  private static final int NODE = 9;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer head;
  private final List<RingRecord> records = new ArrayList<>();
  private final Map<Integer, Definition> arms = new HashMap<>();
  private final Map<Integer, String> sites = new HashMap<>();

  private RingFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.head = chunk(0);
    if (head.getLong(0) != MAGIC) {
      throw new LogDirectoryException(path + " is no ring file, or was killed while it was made");
    }
    if (word(head, 1) != VERSION) {
      throw new LogDirectoryException(
          path + " is of version " + word(head, 1) + "; this Jinx reads version " + VERSION);
    }
    readChunks();
  }

  /** What an arm's number means. */
  record Definition(String injection, int number, ArmText[] terms, ArmText failed) {}

  /**
   * Opens a ring file, of which nobody else takes over anything until it is closed.
   *
   * @return null where the process that writes it is alive
   * @throws java.nio.file.NoSuchFileException if it is gone
   */
  static @Nullable RingFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      if (isAlive(channel)) {
        return null;
      }
      RingFile file = new RingFile(path, channel);
      opened = true;
      return file;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private static boolean isAlive(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return true;
    }
  }

  /** All records that are there, those of one thread in their order. */
  List<RingRecord> records() {
    return records;
  }

  @Nullable Definition arm(int number) {
    return arms.get(number);
  }

  /** The method of a site. */
  String site(int number) {
    return sites.getOrDefault(number, "");
  }

  /** The life of the node, 0 where the process died before it learned of it. */
  long boot() {
    return word(head, BOOT);
  }

  String node() {
    byte[] name = new byte[(int) Math.min(128, word(head, NODE_LENGTH))];
    head.get(NODE * 8, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** The time of day when that JVM's nanos were 0, in microseconds since 1970. */
  long clockMicros() {
    return word(head, CLOCK);
  }

  /** When the process started, in milliseconds since 1970. */
  long started() {
    return word(head, STARTED);
  }

  /** Hits that found no room, and of which no event tells yet. */
  long untoldDrops() {
    return word(head, DROPPED) - word(head, TOLD);
  }

  /** Writes the number that a record got, where the next to take over finds it. */
  void mark(RingRecord record, long seq, long hit) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    channel.write(word.putLong(0, RingRecord.mark(seq, hit)), record.markAt());
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void readChunks() throws IOException {
    int count = (int) (channel.size() / CHUNK_BYTES);
    List<ByteBuffer> chunks = new ArrayList<>();
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 1; i < count; i++) {
      ByteBuffer chunk = chunk(i);
      if (word(chunk, 0) != 0) {
        places.put((long) chunks.size(), i);
        chunks.add(chunk);
      }
    }
    Integer[] order = new Integer[chunks.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    // By table, then by the order in which the table began them.
    java.util.Arrays.sort(
        order,
        Comparator.<Integer>comparingLong(i -> word(chunks.get(i), 2) & 0xFFFF_FFFFL)
            .thenComparingLong(i -> word(chunks.get(i), 2) >>> 32));
    for (int i = 0; i < order.length; i++) {
      ByteBuffer chunk = chunks.get(order[i]);
      long at = (long) places.get((long) order[i]) * CHUNK_BYTES;
      switch ((int) word(chunk, 0)) {
        case OWN -> readOwn(chunk, at);
        case DEFINITIONS -> readDefinitions(chunk);
        case SHARED -> {
          if (word(chunk, 2) >>> 32 == 0) {
            readShared(chunks, order, i, places);
          }
        }
        default -> {} // being begun when the process died: nothing is in it
      }
    }
  }

  private ByteBuffer chunk(int index) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.nativeOrder());
    while (chunk.hasRemaining()
        && channel.read(chunk, (long) index * CHUNK_BYTES + chunk.position()) >= 0) {}
    return chunk.clear();
  }

  private static long word(ByteBuffer chunk, int word) {
    return chunk.getLong(word * 8);
  }

  private static RingRecord.Source source(ByteBuffer chunk) {
    int length = (int) Math.min((HEADER - 5) * 4, word(chunk, 3) >>> 32);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append(chunk.getChar(5 * 8 + 2 * i));
    }
    return new RingRecord.Source((int) word(chunk, 3), name.toString(), false);
  }

  private void readOwn(ByteBuffer chunk, long chunkAt) {
    RingRecord.Source source = source(chunk);
    int tail = (int) Math.min(CHUNK_BYTES / 8, word(chunk, 1));
    for (int at = HEADER; at + RingRecord.WORDS <= tail && word(chunk, at) < 0; ) {
      int length = noteLength(chunk, at);
      if ((at + RingRecord.WORDS) * 8 + length > tail * 8) {
        return;
      }
      byte[] note = new byte[length];
      chunk.get((at + RingRecord.WORDS) * 8, note);
      records.add(record(source, chunk, at, note, chunkAt));
      at += RingRecord.WORDS + (length + 7) / 8;
    }
  }

  private static int noteLength(ByteBuffer chunk, int at) {
    return (int) (word(chunk, at + 2) >>> 32) & 0xFFFFFF;
  }

  private static RingRecord record(
      RingRecord.Source source, ByteBuffer chunk, int at, byte[] note, long chunkAt) {
    long header = word(chunk, at);
    long armAndNote = word(chunk, at + 2);
    return new RingRecord(
        source,
        (int) (header >>> 16 & 0x7FFFFFFF),
        (int) (header >>> 8 & 0xFF),
        (int) (header & 0xFF),
        word(chunk, at + 1),
        (int) armAndNote,
        (int) (armAndNote >>> 56),
        note,
        word(chunk, at + 3),
        word(chunk, at + 4),
        word(chunk, at + 5),
        chunkAt + (at + 5) * 8L);
  }

  /** A ring of slots in several chunks; a note's slots follow its record's, around the end. */
  private void readShared(
      List<ByteBuffer> chunks, Integer[] order, int first, Map<Long, Integer> places) {
    List<ByteBuffer> ring = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    long table = word(chunks.get(order[first]), 2) & 0xFFFF_FFFFL;
    for (int i = first; i < order.length; i++) {
      ByteBuffer chunk = chunks.get(order[i]);
      if ((word(chunk, 2) & 0xFFFF_FFFFL) == table && word(chunk, 0) == SHARED) {
        ring.add(chunk);
        starts.add((long) places.get((long) order[i]) * CHUNK_BYTES);
      }
    }
    int ofChunk = (CHUNK_BYTES / 8 - HEADER) / STRIDE;
    int slots = ofChunk * ring.size();
    List<RingRecord> found = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      ByteBuffer chunk = ring.get(slot / ofChunk);
      int at = HEADER + slot % ofChunk * STRIDE;
      if (word(chunk, at) < 0) {
        byte[] note = new byte[noteLength(chunk, at)];
        for (int done = 0, next = slot + 1; done < note.length; next++) {
          int more = Math.min((STRIDE - 1) * 8, note.length - done);
          ByteBuffer in = ring.get(next % slots / ofChunk);
          in.get((HEADER + next % slots % ofChunk * STRIDE + 1) * 8, note, done, more);
          done += more;
        }
        RingRecord.Source source =
            new RingRecord.Source((int) word(chunk, 3), virtualName(chunk, at), true);
        found.add(record(source, chunk, at, note, starts.get(slot / ofChunk)));
      }
    }
    // The slots are used round and round: their times tell where the oldest is.
    found.sort(Comparator.comparingLong(RingRecord::nanos));
    records.addAll(found);
  }

  private static String virtualName(ByteBuffer chunk, int at) {
    byte[] name = new byte[(STRIDE - RingRecord.WORDS) * 8];
    for (int i = 0; i < STRIDE - RingRecord.WORDS; i++) {
      long word = word(chunk, at + RingRecord.WORDS + i);
      for (int j = 0; j < 8; j++) {
        name[i * 8 + j] = (byte) (word >>> 8 * j);
      }
    }
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, StandardCharsets.US_ASCII);
  }

  private void readDefinitions(ByteBuffer chunk) {
    int tail = (int) Math.min(CHUNK_BYTES / 8, word(chunk, 1));
    for (int at = HEADER; at < tail && word(chunk, at) != 0; ) {
      long header = word(chunk, at);
      int length = (int) (header >>> 32) & 0xFFFFFF;
      byte[] bytes = new byte[length];
      chunk.get((at + 1) * 8, bytes);
      if (header >>> 56 == DEFINED_ARM) {
        // A number is used again only when no record has it any more: the last meaning counts.
        arms.put((int) header, definition(ByteBuffer.wrap(bytes)));
      } else {
        sites.put((int) header, new String(bytes, StandardCharsets.UTF_8));
      }
      at += 1 + (length + 7) / 8;
    }
  }

  private static Definition definition(ByteBuffer in) {
    String injection = text(in);
    int number = in.getInt();
    String all = text(in);
    int size = in.getInt();
    String[] types = new String[size];
    String[] actions = new String[size];
    for (int i = 0; i < size; i++) {
      types[i] = text(in);
      actions[i] = text(in);
    }
    Map<String, String> parameters = new java.util.LinkedHashMap<>();
    while (in.getInt() != 0) {
      parameters.put(text(in), text(in));
    }
    boolean cut = in.getInt() != 0;
    ArmText[] terms = new ArmText[size];
    for (int i = 0; i < size; i++) {
      terms[i] = ArmText.of(injection, types[i], actions[i], number, parameters, cut);
    }
    ArmText failed = ArmText.of(injection, "failed", all, number, parameters, cut);
    return new Definition(injection, number, terms, failed);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
