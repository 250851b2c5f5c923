package dev.jinx.log;

import dev.jinx.bootstrap.RingFile;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Settings;
import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.LogDirectoryException;
import dev.jinx.disk.Recovery;
import dev.jinx.disk.RingPointer;
import dev.jinx.disk.RingSweep;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The directory of the event log, where there is one: opened, with what the JVM before this one
 * left taken in. Where it cannot be had, this JVM goes on without, and says so.
 */
public final class LogFiles {
  private final String node;
  private final long boot;
  private final String durability;
  private final @Nullable LogDirectory directory;
  private final @Nullable Segments segments;
  private final @Nullable SegmentWriter writer;

  /** The rings of this JVM, where what is in them will be in these files. */
  private final @Nullable RingFile rings;

  private final List<String> problems = new CopyOnWriteArrayList<>();

  /** Without a directory that would count the starts, a boot is named by its time. */
  private LogFiles(String node) {
    this.node = node;
    boot = System.currentTimeMillis();
    durability = Durability.MEMORY.word();
    directory = null;
    segments = null;
    writer = null;
    rings = null;
  }

  private LogFiles(LogDirectory directory, Settings settings) throws IOException {
    this.directory = directory;
    durability = settings.durability();
    Durability level = Durability.of(durability);
    if (level == Durability.MEMORY) {
      segments = null;
      writer = null;
      rings = null;
    } else {
      rings = RingFile.current();
      Path own = rings == null ? null : rings.pointer().toPath();
      segments = Recovery.run(directory, own, level, settings.retention(), this::tell);
      writer = SegmentWriter.open(directory, segments, level, settings.retention());
      if (rings != null) {
        Path pointer = rings.pointer().toPath();
        rings.name(directory.boot(), RingSweep.owner(pointer));
        RingPointer.name(pointer, directory.boot());
        sweep(rings.file().toPath());
      }
    }
    node = directory.node();
    boot = directory.boot();
  }

  /**
   * Opens what the settings want.
   *
   * @throws IOException where it cannot be had, and the settings want to fail then
   */
  public static LogFiles open(Settings settings) throws IOException {
    String path = settings.logDirectory();
    if (path == null) {
      return new LogFiles(settings.node());
    }
    String given = settings.isNodeGiven() ? settings.node() : null;
    try {
      return open(LogDirectory.open(Path.of(path), given, settings.node()), settings);
    } catch (IOException failed) {
      RingFile rings = RingFile.current();
      if (rings != null) {
        rings.delete();
      }
      if (settings.isFailing()) {
        // For people: the one line, without the name of a class of ours.
        throw new IOException(failed.getMessage(), failed);
      }
      LogFiles none = new LogFiles(settings.node());
      String why = failed instanceof LogDirectoryException ? failed.getMessage() : "" + failed;
      none.tell(why + "; events of this JVM are kept in its memory only");
      return none;
    }
  }

  private static LogFiles open(LogDirectory directory, Settings settings) throws IOException {
    try {
      return new LogFiles(directory, settings);
    } catch (IOException | RuntimeException failed) {
      directory.close();
      throw failed;
    }
  }

  private void sweep(Path own) {
    try {
      RingSweep.run(own);
    } catch (IOException failed) {
      tell("cannot look for rings to which nothing leads any more: " + failed.getMessage());
    }
  }

  private void tell(String problem) {
    problems.add(problem);
    Say.later(problem);
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** This life of the node. */
  public long boot() {
    return boot;
  }

  /** What readers find; null where nothing is kept. */
  public @Nullable Segments segments() {
    return segments;
  }

  /** Of this boot; null where nothing is kept. */
  public @Nullable SegmentWriter writer() {
    return writer;
  }

  /** Where the log lies, for health; null where it lies nowhere. */
  public @Nullable LogPlace place() {
    if (directory == null) {
      return null;
    }
    String where = rings == null ? "heap" : "mapped";
    return new LogPlace(directory.path().toString(), durability, where);
  }

  /** What was found when it was opened. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Lets go of the directory.
   *
   * @param complete whether all that was published is in the files, so that the rings may go
   */
  public void close(boolean complete) throws IOException {
    if (complete && rings != null) {
      rings.delete();
    }
    if (directory != null) {
      directory.close();
    }
  }
}
