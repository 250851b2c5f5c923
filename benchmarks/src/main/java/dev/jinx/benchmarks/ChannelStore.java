package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The least that a log has to do: length, CRC-32C and line, one write a commit. There is no index,
 * no second file, and nothing that reads while it is written.
 */
final class ChannelStore implements Store {
  private static final String FILE = "lines";

  private final FileChannel channel;
  private final boolean forced;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
  private final CRC32C sum = new CRC32C();

  ChannelStore(Path file, boolean forced) throws IOException {
    this.forced = forced;
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void append(long seq, byte[] bytes, int length) {
    sum.reset();
    sum.update(bytes, 0, length);
    buffer.putInt(length).putInt((int) sum.getValue()).put(bytes, 0, length);
  }

  @Override
  public void commit() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
    if (forced) {
      channel.force(false);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** One file. */
  static final class Kind implements Store.Kind {
    @Override
    public Store open(Path directory, boolean forced) throws IOException {
      return new ChannelStore(directory.resolve(FILE), forced);
    }

    @Override
    public long count(Path directory) throws IOException {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(FILE)));
      CRC32C sum = new CRC32C();
      long count = 0;
      for (; all.hasRemaining(); count++) {
        int length = all.getInt();
        int crc = all.getInt();
        sum.reset();
        sum.update(all.array(), all.position(), length);
        if (crc != (int) sum.getValue()) {
          throw new IOException("line " + (count + 1) + " is damaged");
        }
        all.position(all.position() + length);
      }
      return count;
    }
  }
}
