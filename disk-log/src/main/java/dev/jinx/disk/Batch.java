package dev.jinx.disk;

/** Some events in a row: of one boot, without a hole between them. Never changes. */
public final class Batch {
  private final long boot;
  private final long first;
  private final int count;
  private final byte[] bytes;
  private final int[] ends;

  /** Where in its file it ends. */
  final long fileEnd;

  Batch(long boot, long first, int count, byte[] bytes, int[] ends, long fileEnd) {
    this.boot = boot;
    this.first = first;
    this.count = count;
    this.bytes = bytes;
    this.ends = ends;
    this.fileEnd = fileEnd;
  }

  /** The life of the node they belong to. */
  public long boot() {
    return boot;
  }

  /** Number of the first event; event {@code i} has number {@code firstSeq() + i}. */
  public long firstSeq() {
    return first;
  }

  /** Number of the last event. */
  public long lastSeq() {
    return first + count - 1;
  }

  /** How many events, at least 1. */
  public int count() {
    return count;
  }

  /** The position behind the last event: from where to read on. */
  public Position end() {
    return new Position(boot, lastSeq());
  }

  /** What the offsets are of. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the JSON of an event begins in {@link #bytes}. */
  public int offset(int event) {
    return (event == 0 ? 0 : ends[event - 1]) + Line.HEAD;
  }

  /** How long the JSON of an event is, in bytes. */
  public int length(int event) {
    return ends[event] - 1 - offset(event);
  }
}
