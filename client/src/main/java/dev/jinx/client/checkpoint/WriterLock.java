package dev.jinx.client.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** Lets one writer at a time to a file, of all threads and processes of this machine. */
interface WriterLock {
  /** Does the work alone. */
  void alone(Path real, Work work) throws IOException;

  /** What is done while no one else writes. */
  interface Work {
    void run() throws IOException;
  }
}
