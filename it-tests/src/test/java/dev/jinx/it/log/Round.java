package dev.jinx.it.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One life of the program {@code com.acme.surge}, and what it told outside of itself: how many
 * calls of each thread at each place had returned.
 *
 * @param number of the round, which its threads have in their names
 * @param workers how many threads work
 * @param tally the file that it told it in
 */
record Round(int number, int workers, Path tally) {
  static final int PLAIN = 0;
  static final int NUMBERED = 1;
  static final int SOMETIMES = 2;
  static final int SWITCHED = 3;
  private static final int GATE = 4;
  private static final int LAST = 5;
  private static final int PLACES = 8;
  private static final int WORKERS = 64;

  String name() {
    return "r" + number;
  }

  /** How many calls of a worker have returned at a place. */
  long returned(int worker, int place) {
    if (!Files.exists(tally)) {
      return 0; // killed before its main began
    }
    try {
      byte[] bytes = Files.readAllBytes(tally);
      int at = (worker * PLACES + place) * Long.BYTES;
      return bytes.length == 0
          ? 0
          : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** At the gate. */
  long passedGate() {
    return returned(WORKERS - 1, GATE);
  }

  /** By the thread that ends the program. */
  long lastWords() {
    return returned(WORKERS - 2, LAST);
  }
}
