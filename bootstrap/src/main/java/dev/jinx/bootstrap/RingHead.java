package dev.jinx.bootstrap;

import java.nio.charset.StandardCharsets;

/**
 * The first chunk of a ring file: what whoever takes it over has to know of the process that is
 * dead. Each word is the kernel's at once, as all that is mapped.
 */
final class RingHead {
  /** {@code JINXRING}, as it reads in the file's first word. */
  private static final long MAGIC = 0x474E4952584E494AL;

  private static final int VERSION = 1;

  // Words. Whoever takes the file over has one of its own, word 26.
  private static final int BOOT = 3;
  private static final int CLOCK = 4;
  private static final int DROPPED = 5;
  private static final int TOLD = 6;
  private static final int STARTED = 7;
  private static final int NUMBERED = 25;
  private static final int OWNER_LENGTH = 30;
  private static final int OWNER = 31;

  private final MappedChunk words;

  /**
   * Begins a file of which all else is there; without this it is none.
   *
   * @param words zeros
   */
  RingHead(MappedChunk words) {
    this.words = words;
    words.put(STARTED, System.currentTimeMillis());
    clock();
    words.put(1, VERSION);
    words.putRelease(0, MAGIC);
  }

  /** In which life of its node the events belong, and what leads to the file. */
  void name(long boot, String owner) {
    byte[] who = owner.getBytes(StandardCharsets.UTF_8);
    if (who.length <= Chunk.BYTES - OWNER * 8) {
      words.putBytes(OWNER, who, 0, who.length);
      words.putRelease(OWNER_LENGTH, who.length);
    }
    words.putRelease(BOOT, boot);
  }

  /** What the time of day was when nanoTime was 0, in microseconds. */
  void clock() {
    words.put(CLOCK, System.currentTimeMillis() * 1_000 - System.nanoTime() / 1_000);
  }

  /** The last number given to an event. */
  void numbered(long seq) {
    words.put(NUMBERED, seq);
  }

  /** More hits that found no room were told. */
  void told(long count) {
    words.put(TOLD, words.get(TOLD) + count);
  }

  /** One more hit found no room; by any thread. */
  void countDrop() {
    words.increment(DROPPED);
  }
}
