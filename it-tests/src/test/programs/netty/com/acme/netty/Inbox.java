package com.acme.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What a channel brings: bytes, and at last its end or what broke it. */
final class Inbox extends ChannelInboundHandlerAdapter {
  private static final Object END = new Object();

  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

  /** The next bytes, or null at the end; asks the channel for them. */
  ByteBuf next(Runnable ask) throws IOException {
    Object next = came.poll();
    if (next == null) {
      ask.run();
      try {
        next = came.take();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException(interrupted);
      }
    }
    if (next instanceof IOException broken) {
      came.add(next); // and so it stays
      throw broken;
    }
    if (next == END) {
      came.add(next);
      return null;
    }
    return (ByteBuf) next;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    came.add(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent
        || event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      came.add(END);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    came.add(cause instanceof IOException ? cause : new IOException(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    came.add(new ClosedChannelException());
  }
}
