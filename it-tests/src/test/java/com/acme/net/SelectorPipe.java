package com.acme.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A channel that does not wait, with one selector for each direction. */
final class SelectorPipe implements Pipe {
  private final SocketChannel channel;
  private final boolean several;
  private final Selector readable;
  private final Selector writable;
  private final AtomicLong selects = new AtomicLong();

  SelectorPipe(SocketChannel channel, boolean several) throws IOException {
    this.channel = channel;
    this.several = several;
    readable = Selector.open();
    writable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, 0);
  }

  private void await(Selector selector) throws IOException {
    selector.select();
    selector.selectedKeys().clear();
    selects.incrementAndGet();
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int read(byte[] into) throws IOException {
    while (true) {
      int read = ChannelPipe.read(channel, into, several);
      if (read != 0) {
        return read;
      }
      await(readable);
    }
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    ByteBuffer[] parts = ChannelPipe.parts(bytes, length, several);
    while (true) {
      ChannelPipe.write(channel, parts);
      if (!parts[parts.length - 1].hasRemaining()) {
        await(0);
        return;
      }
      await(SelectionKey.OP_WRITE);
    }
  }

  /** Waits until it can write, or only says that it does not want to. */
  private void await(int operations) throws IOException {
    try {
      SelectionKey key = channel.keyFor(writable);
      if (key == null) {
        throw new ClosedChannelException();
      }
      key.interestOps(operations);
    } catch (CancelledKeyException closed) {
      throw new ClosedChannelException(); // by another thread, between two of our steps
    }
    if (operations != 0) {
      await(writable);
    }
  }

  @Override
  public long selects() {
    return selects.get();
  }

  @Override
  public void urge(int value) throws IOException {
    channel.socket().sendUrgentData(value);
  }

  @Override
  public void finish() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }
}
