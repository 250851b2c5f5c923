package com.acme.netty;

import com.acme.net.Pipe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;

/** A channel of Netty; its reads are asked for, so that nothing is read ahead. */
final class NettyPipe implements Pipe {
  private final Channel channel;
  private final Inbox inbox;
  private ByteBuf rest = Unpooled.EMPTY_BUFFER;

  NettyPipe(Channel channel, Inbox inbox) {
    this.channel = channel;
    this.inbox = inbox;
  }

  /** Waits for what a channel does. */
  static void await(Future<?> done) throws IOException {
    done.awaitUninterruptibly();
    if (!done.isSuccess()) {
      Throwable cause = done.cause();
      throw cause instanceof IOException broken ? broken : new IOException(cause);
    }
  }

  void shakeHands() throws IOException {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      channel.read();
      await(tls.handshakeFuture());
    }
  }

  @Override
  public int read(byte[] into) throws IOException {
    while (!rest.isReadable()) {
      rest.release();
      rest = inbox.next(channel::read);
      if (rest == null) {
        rest = Unpooled.EMPTY_BUFFER;
        return -1;
      }
    }
    int count = Math.min(into.length, rest.readableBytes());
    rest.readBytes(into, 0, count);
    return count;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    await(channel.writeAndFlush(Unpooled.copiedBuffer(bytes, 0, length)));
  }

  @Override
  public void finish() throws IOException {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    await(tls != null ? tls.closeOutbound() : ((DuplexChannel) channel).shutdownOutput());
  }

  @Override
  public void close() throws IOException {
    await(channel.close());
  }
}
