package com.acme.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A channel that waits; with one buffer, or with several. */
final class ChannelPipe implements Pipe {
  private final SocketChannel channel;
  private final boolean several;

  ChannelPipe(SocketChannel channel, boolean several) {
    this.channel = channel;
    this.several = several;
  }

  @Override
  public int read(byte[] into) throws IOException {
    return read(channel, into, several);
  }

  static int read(SocketChannel channel, byte[] into, boolean several) throws IOException {
    if (!several) {
      return channel.read(ByteBuffer.wrap(into));
    }
    int cut = into.length / 3;
    ByteBuffer[] parts = {
      ByteBuffer.wrap(into, 0, cut), ByteBuffer.wrap(into, cut, into.length - cut)
    };
    return (int) channel.read(parts);
  }

  static void write(SocketChannel channel, ByteBuffer[] parts) throws IOException {
    if (parts.length == 1) {
      channel.write(parts[0]);
    } else {
      channel.write(parts);
    }
  }

  static ByteBuffer[] parts(byte[] bytes, int length, boolean several) {
    int cut = several ? length / 3 : length;
    ByteBuffer first = ByteBuffer.wrap(bytes, 0, cut);
    return several
        ? new ByteBuffer[] {first, ByteBuffer.wrap(bytes, cut, length - cut)}
        : new ByteBuffer[] {first};
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    ByteBuffer[] parts = parts(bytes, length, several);
    while (parts[parts.length - 1].hasRemaining()) {
      write(channel, parts);
    }
  }

  @Override
  public void shut() throws IOException {
    channel.shutdownInput();
  }

  @Override
  public void finish() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
