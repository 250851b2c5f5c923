package dev.jinx.disk;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Goes through a range of a file from one undamaged line to the next. After damage it takes the
 * nearest byte at which a line stands, so that a lost line end costs one line and not two. For one
 * thread; allocates nothing for a line.
 */
final class LineScan implements AutoCloseable {
  private final FileInputStream file;
  private final CRC32C crc = new CRC32C();
  private final long end;
  private byte[] bytes;
  private int limit;
  private int at;
  private int length;

  /** Where in the file {@link #bytes} begins. */
  private long origin;

  /**
   * @param from where in the file to begin
   * @param end where to stop; a line that goes past it is none
   * @param buffer bytes to read at a time; it grows for a line that is longer
   */
  LineScan(FileInputStream file, long from, long end, int buffer) throws IOException {
    this.file = file;
    this.end = end;
    this.origin = from;
    this.bytes = new byte[(int) Math.max(Line.EXTRA, Math.min(buffer, end - from))];
    // Not through its channel, which an interrupted thread would close.
    file.skipNBytes(from);
  }

  /** Goes to the next line. Whatever lies between the last one and it is no line. */
  boolean next() throws IOException {
    at += length;
    length = 0;
    while (true) {
      int found = Line.check(bytes, at, limit, crc);
      if (found > 0) {
        length = found;
        return true;
      }
      if (found == Line.BAD || !fill()) {
        if (origin + at >= end || at >= limit) {
          return false;
        }
        at++;
      }
    }
  }

  /** Gets more bytes behind those from the present place on; false if there are none. */
  private boolean fill() throws IOException {
    if (origin + limit >= end) {
      return false;
    }
    if (at > 0) {
      System.arraycopy(bytes, at, bytes, 0, limit - at);
      origin += at;
      limit -= at;
      at = 0;
    }
    if (limit == bytes.length) {
      int most = (int) Math.min(end - origin, Line.LONGEST + Line.EXTRA);
      if (limit >= most) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * limit));
    }
    int wanted = (int) Math.min(bytes.length - limit, end - origin - limit);
    int read = file.read(bytes, limit, wanted);
    if (read <= 0) {
      return false;
    }
    limit += read;
    return true;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins in {@link #bytes}. */
  int start() {
    return at;
  }

  /** The line's length, with everything. */
  int length() {
    return length;
  }

  /** Where the line begins in the file. */
  long offset() {
    return origin + at;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
