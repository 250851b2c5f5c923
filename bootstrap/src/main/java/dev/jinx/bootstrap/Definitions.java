package dev.jinx.bootstrap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers in records mean, written into the ring file before the first record that has
 * them: whoever takes over the rings of a dead JVM has nothing else to go by. Does nothing where
 * the rings lie on the heap.
 *
 * <p>For threads that may lock: those that arm, and those that weave.
 */
final class Definitions {
  static final int ARM = 1;
  static final int SITE = 2;

  /** Parameters beyond this many characters are cut, as they are in events. */
  private static final int MOST_PARAMETERS = 4 * 1024;

  private static final int MOST_BYTES = (Chunk.WORDS - Chunk.HEADER - 1) * 8;

  // Arms come and go, and their chunks with them; sites stay.
  private static final Run ARMS = new Run();
  private static final Run SITES = new Run();
  private static final Map<Integer, Chunk> CHUNKS_OF_ARMS = new HashMap<>();
  private static final Map<Chunk, Integer> LIVE = new HashMap<>();

  private Definitions() {}

  /** Chunks that are filled one after the other. */
  private static final class Run {
    @Nullable Chunk chunk;
    int count;
  }

  /** Must be followed by the arm's first record, not preceded. */
  static synchronized void define(Arm arm) {
    if (RingFile.current() == null) {
      return;
    }
    forget(arm.index());
    byte[] bytes = bytes(arm, 1_000);
    Chunk in = append(ARMS, ARM, arm.index(), bytes.length > MOST_BYTES ? bytes(arm, 32) : bytes);
    if (in != null) {
      CHUNKS_OF_ARMS.put(arm.index(), in);
      count(in, 1);
    }
  }

  static synchronized void define(Site site) {
    if (RingFile.current() != null) {
      byte[] label = site.label().getBytes(StandardCharsets.UTF_8);
      // A descriptor may be that long.
      byte[] fits = label.length > MOST_BYTES ? java.util.Arrays.copyOf(label, MOST_BYTES) : label;
      append(SITES, SITE, site.id(), fits);
    }
  }

  /** No record names that arm any more. */
  static synchronized void forget(int arm) {
    Chunk in = CHUNKS_OF_ARMS.remove(arm);
    if (in == null) {
      return;
    }
    int left = count(in, -1);
    if (left == 0 && in != ARMS.chunk) {
      LIVE.remove(in);
      Tables.POOL.give(in);
    }
  }

  /** How many arms a chunk defines now. */
  private static int count(Chunk in, int more) {
    Integer before = LIVE.get(in);
    int now = (before == null ? 0 : before) + more;
    LIVE.put(in, now);
    return now;
  }

  private static @Nullable Chunk append(Run run, int kind, int id, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      Faults.count(
          "telling what records mean", new IllegalStateException("an arm of too many words"));
      return null;
    }
    int words = 1 + Chunk.words(bytes.length);
    Chunk chunk = run.chunk;
    if (chunk == null || chunk.tail() + words > Chunk.WORDS) {
      Chunk full = chunk;
      chunk = Tables.POOL.take();
      if (chunk == null) {
        // What it names is told as unknown, should the JVM be killed.
        Faults.count(
            "telling what records mean", new IllegalStateException("no room in the rings"));
        return null;
      }
      chunk.begin(Chunk.DEFINITIONS, kind, ++run.count, 0, null);
      run.chunk = chunk;
      if (full != null && LIVE.remove(full, 0)) {
        Tables.POOL.give(full);
      }
    }
    int at = chunk.tail();
    chunk.put(at, (long) kind << 56 | (long) bytes.length << 32 | id);
    chunk.putBytes(at + 1, bytes, 0, bytes.length);
    chunk.publish(at + words);
    return chunk;
  }

  private static byte[] bytes(Arm arm, int mostText) {
    Words words = new Words();
    // A number is used again: what was published before now has another meaning.
    long now = System.nanoTime();
    words.number((int) (now >>> 32)).number((int) now);
    Terms terms = arm.terms();
    words.text(arm.point().name()).number(arm.number()).text(cut(terms.text(), mostText));
    words.number(terms.size());
    for (int i = 0; i < terms.size(); i++) {
      words.text(terms.action(i).type()).text(cut(terms.action(i).text(), mostText));
    }
    int room = MOST_PARAMETERS;
    boolean cut = false;
    for (Map.Entry<String, String> entry : arm.parameters().entrySet()) {
      if (entry.getKey().length() >= room) {
        cut = true;
        break;
      }
      room -= entry.getKey().length();
      String value = cut(entry.getValue(), room);
      cut |= value.length() < entry.getValue().length();
      room -= value.length();
      words.number(1).text(entry.getKey()).text(value);
    }
    return words.number(0).number(cut ? 1 : 0).toBytes();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Numbers of four bytes, the largest first, and texts in UTF-8 behind their lengths. */
  private static final class Words {
    private byte[] bytes = new byte[256];
    private int length;

    Words number(int number) {
      room(4);
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes[length++] = (byte) (number >> shift);
      }
      return this;
    }

    Words text(String text) {
      byte[] more = text.getBytes(StandardCharsets.UTF_8);
      number(more.length);
      room(more.length);
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
      return this;
    }

    byte[] toBytes() {
      return java.util.Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
      if (length + more > bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      }
    }
  }
}
