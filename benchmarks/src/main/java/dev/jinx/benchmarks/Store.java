package dev.jinx.benchmarks;

import java.nio.file.Path;

/** Something that keeps lines by their numbers. For one thread. */
interface Store extends AutoCloseable {
  void append(long seq, byte[] bytes, int length) throws Exception;

  /** When it returns, what was appended survives what the store was opened for. */
  void commit() throws Exception;

  @Override
  void close() throws Exception;

  /** Opens one, and counts what a closed one holds. */
  interface Kind {
    /** In a directory of its own that is empty; forced: what is committed survives the machine. */
    Store open(Path directory, boolean forced) throws Exception;

    /** The lines in it, read anew, or -1 where it keeps none. */
    long count(Path directory) throws Exception;
  }
}
