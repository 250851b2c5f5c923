package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the kernel keeps of files in memory (Linux). */
final class PageCache {
  private PageCache() {}

  /**
   * Has a file written to the disk and forgotten by the kernel, which does so where nobody else
   * uses it.
   */
  static void drop(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0"))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
