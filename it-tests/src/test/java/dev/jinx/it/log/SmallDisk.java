package dev.jinx.it.log;

import dev.jinx.it.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of a few megabytes, in a name space of its own that needs no privileges. The JVMs
 * that are started {@link #inside} see it at its path, the tests at another one.
 */
final class SmallDisk implements AutoCloseable {
  private static final String HOLD =
      "mount -t tmpfs -o size=\"$1\" none \"$0\" && echo mounted && exec cat";

  private final Process holder;
  private final Path path;

  private SmallDisk(Process holder, Path path) {
    this.holder = holder;
    this.path = path;
  }

  /** Whether this system lets anybody have one. */
  static boolean isPossible() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0
          && new ProcessBuilder("nsenter", "--version").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /**
   * @param size as in {@code 3m}
   */
  static SmallDisk of(String size) throws IOException {
    Path path = Scratch.directory("small");
    Process holder =
        new ProcessBuilder("unshare", "-rm", "bash", "-c", HOLD, path.toString(), size)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = holder.inputReader();
    if (!"mounted".equals(out.readLine())) {
      throw new IOException("no small disk at " + path);
    }
    return new SmallDisk(holder, path);
  }

  /** Its path, as the JVMs see it. */
  Path path() {
    return path;
  }

  /** The same, as this process sees it. */
  Path outside() {
    return Path.of("/proc/" + holder.pid() + "/root" + path);
  }

  /** What a JVM is started under, so that it sees the disk. */
  List<String> inside() {
    String pid = Long.toString(holder.pid());
    String there = "cd \"$0\" && exec \"$@\"";
    return List.of(
        "bash",
        "-c",
        "exec nsenter -t "
            + pid
            + " -U --preserve-credentials -m bash -c '"
            + there
            + "' \"$PWD\" \"$@\"",
        "nsenter");
  }

  /** Fills it, but for about that many bytes. */
  void fill(long but) throws IOException {
    free();
    long left = Files.getFileStore(outside()).getUsableSpace() - but;
    byte[] zeros = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (long done = 0; done + zeros.length <= left; done += zeros.length) {
        out.write(zeros);
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return outside().resolve("filler");
  }

  @Override
  public void close() {
    holder.destroyForcibly();
    holder.onExit().join();
  }
}
