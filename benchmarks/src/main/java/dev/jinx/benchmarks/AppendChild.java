package dev.jinx.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to each kind of store, in turns in one JVM, each time to a fresh one; then counts
 * what is in it. The lines are made while they are appended, which is the same for all.
 *
 * <p>Argument: directory. Prints a line a turn: store, forced or not, lines a commit, lines a
 * second.
 */
public final class AppendChild {
  static final int[] COMMITS = {1, 16, 512};

  private static final long SLICE_NANOS = Rounds.of(150, 60) * 1_000_000L;
  private static final int WARM = 1;
  private static final int ROUNDS = Rounds.of(5, 2);

  private AppendChild() {}

  /** Measures. */
  public static void main(String[] args) throws Exception {
    // SQLite's driver says nothing then, as in a program that has no logging.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    Path directory = Path.of(args[0]);
    for (int round = -WARM; round < ROUNDS; round++) {
      for (boolean forced : new boolean[] {false, true}) {
        for (int commit : COMMITS) {
          for (Stores store : Stores.values()) {
            if (store.does(forced)) {
              double rate = rate(Files.createTempDirectory(directory, "s-"), store, forced, commit);
              if (round >= 0) {
                System.out.println("rate " + store + " " + forced + " " + commit + " " + rate);
              }
            }
          }
        }
      }
    }
  }

  private static double rate(Path directory, Stores kind, boolean forced, int commit)
      throws Exception {
    Lines lines = new Lines();
    double rate;
    try (Store store = kind.open(directory, forced)) {
      // Files are made by the first commit.
      commit(store, lines, 1);
      long before = lines.seq();
      long start = System.nanoTime();
      long now;
      do {
        commit(store, lines, commit);
        now = System.nanoTime();
      } while (now - start < SLICE_NANOS);
      rate = (lines.seq() - before) * 1e9 / (now - start);
    }
    long there = kind.count(directory);
    if (there >= 0 && there != lines.seq()) {
      throw new IllegalStateException(kind + " holds " + there + " lines of " + lines.seq());
    }
    LogFiles.delete(directory);
    return rate;
  }

  private static void commit(Store store, Lines lines, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      lines.next();
      store.append(lines.seq(), lines.bytes(), lines.length());
    }
    store.commit();
  }
}
