package com.acme.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A channel that does not wait: what it does is awaited here, by a future or with a handler. */
final class AsyncPipe implements Pipe {
  private final AsynchronousSocketChannel channel;
  private final boolean handled;
  private volatile int millis;

  private AsyncPipe(AsynchronousSocketChannel channel, boolean handled) {
    this.channel = channel;
    this.handled = handled;
  }

  static AsyncPipe open(InetSocketAddress to, boolean handled) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 16);
    if (handled) {
      Waiting<Void> waiting = new Waiting<>();
      channel.connect(to, null, waiting);
      await(waiting.done);
    } else {
      await(channel.connect(to));
    }
    return new AsyncPipe(channel, handled);
  }

  private static final class Waiting<T> implements CompletionHandler<T, Void> {
    final CompletableFuture<T> done = new CompletableFuture<>();

    @Override
    public void completed(T result, Void nothing) {
      done.complete(result);
    }

    @Override
    public void failed(Throwable failure, Void nothing) {
      done.completeExceptionally(failure);
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof InterruptedByTimeoutException late) {
        throw late;
      }
      throw failed.getCause() instanceof IOException told ? told : new IOException(failed);
    }
  }

  @Override
  public int read(byte[] into) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(into);
    if (!handled) {
      return await(channel.read(bytes));
    }
    Waiting<Integer> waiting = new Waiting<>();
    channel.read(bytes, millis, TimeUnit.MILLISECONDS, null, waiting);
    return await(waiting.done);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    while (from.hasRemaining()) {
      if (handled) {
        Waiting<Integer> waiting = new Waiting<>();
        channel.write(from, 0, TimeUnit.MILLISECONDS, null, waiting);
        await(waiting.done);
      } else {
        await(channel.write(from));
      }
    }
  }

  @Override
  public void limit(int millis) {
    this.millis = millis;
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
