package dev.jinx.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Finds the records in a ring file's chunks. */
final class RingRecords {
  private static final int NANOS = 1;
  private static final int ARM = 2;
  private static final int THREAD = 3;
  private static final int WAITER = 4;
  private static final int MARK = 5;

  /** Words of a slot of a ring that several threads write. */
  private static final int STRIDE = 8;

  private static final int SLOTS = (RingChunk.WORDS - RingChunk.HEADER) / STRIDE;
  private static final int MORE_BYTES = (STRIDE - 1) * 8;

  private RingRecords() {}

  /** Those of a chunk that one thread wrote, in their order; made as they are asked for. */
  static Iterable<RingRecord> ofOne(RingChunk chunk) {
    RingRecord.Source source = new RingRecord.Source(chunk.shard(), chunk.threadName(), false);
    return () -> new OfOne(chunk, source);
  }

  private static final class OfOne implements Iterator<RingRecord> {
    private final RingChunk chunk;
    private final RingRecord.Source source;
    private int at = RingChunk.HEADER;

    OfOne(RingChunk chunk, RingRecord.Source source) {
      this.chunk = chunk;
      this.source = source;
    }

    private int end() {
      return at + RingRecord.WORDS + (noteLength(chunk, at) + 7) / 8;
    }

    @Override
    public boolean hasNext() {
      int tail = chunk.tail();
      return at + RingRecord.WORDS <= tail && chunk.word(at) < 0 && end() <= tail;
    }

    @Override
    public RingRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] note = chunk.bytes(at + RingRecord.WORDS, noteLength(chunk, at));
      RingRecord record = record(source, chunk, at, note);
      at = end();
      return record;
    }
  }

  /** Those of a ring of several chunks, whose slots are used round and round. */
  static Iterable<RingRecord> ofMany(List<RingChunk> ring) {
    return () -> inOrder(ring).iterator();
  }

  private static List<RingRecord> inOrder(List<RingChunk> ring) {
    int slots = SLOTS * ring.size();
    List<RingRecord> found = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      RingChunk chunk = ring.get(slot / SLOTS);
      int at = at(slot);
      if (chunk.word(at) < 0) {
        RingRecord.Source source =
            new RingRecord.Source(chunk.shard(), virtualName(chunk, at), true);
        found.add(record(source, chunk, at, note(ring, slot, noteLength(chunk, at))));
      }
    }
    // Their times tell where the oldest is.
    long now = found.isEmpty() ? 0 : found.get(0).nanos();
    found.sort(Comparator.comparingLong(record -> record.nanos() - now));
    return found;
  }

  private static int at(int slot) {
    return RingChunk.HEADER + slot % SLOTS * STRIDE;
  }

  /** A note's slots follow its record's, around the end. */
  private static byte[] note(List<RingChunk> ring, int slot, int length) {
    int slots = SLOTS * ring.size();
    byte[] note = new byte[Math.min(length, slots * MORE_BYTES)];
    for (int done = 0, next = slot + 1; done < note.length; next++) {
      int from = next % slots;
      byte[] more =
          ring.get(from / SLOTS).bytes(at(from) + 1, Math.min(MORE_BYTES, note.length - done));
      System.arraycopy(more, 0, note, done, more.length);
      done += more.length;
    }
    return note;
  }

  private static String virtualName(RingChunk chunk, int at) {
    byte[] name = new byte[(STRIDE - RingRecord.WORDS) * 8];
    int length = 0;
    for (int i = 0; i < name.length; i++) {
      name[i] = (byte) (chunk.word(at + RingRecord.WORDS + i / 8) >>> i % 8 * 8);
      length = name[i] == 0 ? length : i + 1;
    }
    return new String(name, 0, length, StandardCharsets.US_ASCII);
  }

  private static int noteLength(RingChunk chunk, int at) {
    return (int) (chunk.word(at + ARM) >>> 32) & 0xFFFFFF;
  }

  private static RingRecord record(RingRecord.Source source, RingChunk chunk, int at, byte[] note) {
    long header = chunk.word(at);
    long armAndNote = chunk.word(at + ARM);
    return new RingRecord(
        source,
        (int) (header >>> 16 & 0x7FFFFFFF),
        (int) (header >>> 8 & 0xFF),
        (int) (header & 0xFF),
        chunk.word(at + NANOS),
        (int) armAndNote,
        (int) (armAndNote >>> 56),
        note,
        chunk.word(at + THREAD),
        chunk.word(at + WAITER),
        chunk.word(at + MARK),
        chunk.place(at + MARK));
  }
}
