package dev.jinx.benchmarks;

import java.nio.file.Path;

/** The event log and its peers. */
enum Stores {
  NONE("the lines made, not kept", new NoStore()),
  JINX("Jinx, segments", new JinxStore.Kind()),
  CHANNEL("FileChannel + CRC32C, a write a commit", new ChannelStore.Kind()),
  MVSTORE("H2 MVStore", new MvStore.Kind()),
  SQLITE("SQLite, WAL", new SqliteStore.Kind("NORMAL", "FULL")),
  SQLITE_OFF("SQLite, WAL, synchronous off", new SqliteStore.Kind("OFF", ""));

  private final String label;
  private final Store.Kind kind;

  Stores(String label, Store.Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /** What a row of the table says. */
  String label(boolean forced) {
    return this == SQLITE ? label + ", synchronous " + (forced ? "full" : "normal") : label;
  }

  /** Whether it can do that. */
  boolean does(boolean forced) {
    return !forced || this != NONE && this != SQLITE_OFF;
  }

  Store open(Path directory, boolean forced) throws Exception {
    return kind.open(directory, forced);
  }

  long count(Path directory) throws Exception {
    return kind.count(directory);
  }

  /** What the others are compared with. */
  private static final class NoStore implements Store.Kind {
    @Override
    public Store open(Path directory, boolean forced) {
      return new Store() {
        private long sum;

        @Override
        public void append(long seq, byte[] bytes, int length) {
          sum += bytes[length - 2];
        }

        @Override
        public void commit() {}

        @Override
        public void close() {
          if (sum == 0) {
            throw new IllegalStateException("no line was made");
          }
        }
      };
    }

    @Override
    public long count(Path directory) {
      return -1;
    }
  }
}
