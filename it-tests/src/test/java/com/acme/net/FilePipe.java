package com.acme.net;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A channel that is written to from a file, which the kernel sends by itself. */
final class FilePipe implements Pipe {
  private final SocketChannel channel;
  private final Path file;
  private final FileChannel from;

  FilePipe(SocketChannel channel) throws IOException {
    this.channel = channel;
    file = Files.createTempFile("pipe", "");
    from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public int read(byte[] into) throws IOException {
    return ChannelPipe.read(channel, into, false);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    Files.write(file, bytes.length == length ? bytes : java.util.Arrays.copyOf(bytes, length));
    long sent = 0;
    while (sent < length) {
      sent += from.transferTo(sent, length - sent, channel);
    }
  }

  @Override
  public void finish() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    from.close();
    Files.delete(file);
  }
}
