package dev.jinx.client.checkpoint;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/**
 * Does file work to its end in a thread that is interrupted: a reader that is told to stop must
 * still be able to say how far it came. The thread is interrupted again afterwards.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** The work is begun anew after each interrupt, so it must bear to be done twice. */
  static void run(WriterLock.Work work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          work.run();
          return;
        } catch (ClosedByInterruptException | FileLockInterruptionException again) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
