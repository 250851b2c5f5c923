package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** H2's MVStore: a map from number to line. It commits when told, not by a thread of its own. */
final class MvStore implements Store {
  private static final String FILE = "lines.mv";

  private final MVStore store;
  private final MVMap<Long, byte[]> map;
  private final boolean forced;

  MvStore(Path file, boolean forced) {
    this.forced = forced;
    store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
    map =
        store.openMap(
            "lines",
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
  }

  @Override
  public void append(long seq, byte[] bytes, int length) {
    map.put(seq, Arrays.copyOf(bytes, length));
  }

  @Override
  public void commit() {
    store.commit();
    if (forced) {
      store.sync();
    }
  }

  @Override
  public void close() {
    // What was committed is what counts: no compaction, no last commit.
    store.closeImmediately();
  }

  /** One file. */
  static final class Kind implements Store.Kind {
    @Override
    public Store open(Path directory, boolean forced) {
      return new MvStore(directory.resolve(FILE), forced);
    }

    @Override
    public long count(Path directory) {
      try (MvStore again = new MvStore(directory.resolve(FILE), false)) {
        return again.map.sizeAsLong();
      }
    }
  }
}
