package dev.jinx.it.checkpoint;

import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.checkpoint.Unlocked;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A writer that the fuzz kills. Says {@code ready}, waits for a line, then puts one position after
 * the other under a key of its own, a key of all and a key with a node of each. Notes in its
 * journal what {@code put} returned from, looks whether it is there, and prints a line after each
 * step.
 */
public final class Writer {
  /** How a writer behaves: well, or in a way that the fuzz must find out. */
  enum Conduct {
    SOUND,
    UNLOCKED,
    ENDS_EARLY,
    HANGS,
    STANDS_STILL,
    STORES_NOTHING
  }

  private final Path file;
  private final Conduct conduct;
  private final String name;
  private final CheckpointStore store;
  private final FileOutputStream journal;

  private Writer(Path file, Path journal, String name, Conduct conduct) throws IOException {
    this.file = file;
    this.conduct = conduct;
    this.name = name;
    this.store = conduct == Conduct.UNLOCKED ? Unlocked.store(file) : new FileCheckpointStore(file);
    this.journal = new FileOutputStream(journal.toFile(), true);
  }

  /** Arguments: checkpoint file, journal, name, {@code zero} or {@code stored}, conduct. */
  public static void main(String[] arguments) throws IOException {
    Writer writer =
        new Writer(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            arguments[2],
            Conduct.valueOf(arguments[4]));
    writer.run(arguments[3].equals("stored"));
  }

  private void run(boolean goOn) throws IOException {
    String stored = store.get(name);
    long step = goOn && stored != null ? Place.steps(stored).getOrDefault(name, 0L) : 0;
    store.put(name, Place.cursor(name, 0)); // its first write also cleans up, before all begin
    System.out.println("ready");
    for (int lines = conduct == Conduct.HANGS ? 2 : 1; lines > 0; lines--) {
      if (System.in.read() < 0) {
        return; // the fuzz is gone
      }
    }
    for (int steps = 0; conduct != Conduct.ENDS_EARLY || steps < 2; steps++) {
      step += conduct == Conduct.STANDS_STILL ? 0 : 1;
      put(name, Place.cursor(name, step));
      put("all", Place.cursor("all", step));
      put("each", Place.cursor("all", 0) + "," + Place.cursor(name, step));
      System.out.println(step);
    }
  }

  private void put(String key, String cursor) throws IOException {
    if (conduct != Conduct.STORES_NOTHING) {
      store.put(key, cursor);
    }
    journal.write((key + " " + cursor + "\n").getBytes(StandardCharsets.UTF_8));
    if (conduct == Conduct.STORES_NOTHING) {
      return; // for the fuzz to see at the end
    }
    String there = new FileCheckpointStore(file).get(key);
    if (there == null || !Place.reached(Place.steps(cursor), Place.steps(there))) {
      System.out.println("lost: " + key + " was put to " + cursor + " and is at " + there);
    }
  }
}
