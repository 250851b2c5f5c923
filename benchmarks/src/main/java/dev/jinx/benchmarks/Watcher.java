package dev.jinx.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the time at which each event arrives, in a JVM of its own: from a stream of events, from a
 * plain socket that carries the same frames, or from a log file that it looks at now and then. It
 * may compare its clock with another JVM's: on Linux both are CLOCK_MONOTONIC, which the driver
 * checks.
 *
 * <p>Arguments: {@code sse ADDRESS}, {@code plain PORT} or {@code tail FILE MILLIS}; then how many
 * events, and the file for the times.
 */
public final class Watcher {
  private final long[] times;
  private int seen;
  private boolean data;
  private boolean lineBegins = true;
  private int length;

  private Watcher(int count) {
    times = new long[count];
  }

  /** Watches that many events, then writes the times down. */
  public static void main(String[] args) throws Exception {
    Watcher watcher = new Watcher(Integer.parseInt(args[args.length - 2]));
    System.out.println("clock " + System.nanoTime());
    if (args[0].equals("tail")) {
      watcher.tail(Path.of(args[1]), Long.parseLong(args[2]));
    } else {
      watcher.frames(args[0].equals("sse") ? stream(args[1]) : plain(args[1]));
    }
    ByteBuffer bytes = ByteBuffer.allocate(watcher.times.length * 8);
    bytes.asLongBuffer().put(watcher.times);
    Files.write(Path.of(args[args.length - 1]), bytes.array());
    System.out.println("done");
  }

  private static InputStream stream(String address) throws IOException {
    SocketChannel channel = Readers.open(address, "/v2/error_injection/events");
    Readers.head(channel);
    return Channels.newInputStream(channel);
  }

  private static InputStream plain(String port) throws IOException {
    return Channels.newInputStream(
        SocketChannel.open(new InetSocketAddress("127.0.0.1", Integer.parseInt(port))));
  }

  private void frames(InputStream in) throws IOException {
    System.out.println("ready");
    byte[] buffer = new byte[64 * 1024];
    while (seen < times.length) {
      int count = in.read(buffer);
      long now = System.nanoTime();
      if (count < 0) {
        throw new IOException("ended after " + seen + " events");
      }
      for (int i = 0; i < count; i++) {
        take(buffer[i], now);
      }
    }
  }

  /** An event is a line that begins with {@code da}: heads of chunks are shorter than a line. */
  private void take(byte next, long now) {
    if (next == '\n') {
      if (data && length > 20 && seen < times.length) {
        times[seen++] = now;
      }
      lineBegins = true;
      data = false;
      length = 0;
    } else {
      if (lineBegins) {
        data = next == 'd';
        lineBegins = false;
      }
      length++;
    }
  }

  private void tail(Path file, long millis) throws IOException, InterruptedException {
    byte[] buffer = new byte[256 * 1024];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      System.out.println("ready");
      while (seen < times.length) {
        int count = in.read(buffer);
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n' && seen < times.length) {
            times[seen++] = now;
          }
        }
        if (count < buffer.length) {
          Thread.sleep(millis);
        }
      }
    }
  }

  /** The times that a watcher wrote down. */
  static long[] read(Path file) throws IOException {
    long[] times = new long[(int) (Files.size(file) / 8)];
    ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer().get(times);
    return times;
  }
}
