package dev.jinx.it.net;

import com.acme.net.Pattern;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The far end of a connection of the target. */
final class Far {
  private final Socket below;
  private final Socket socket;
  private final Pattern sent = new Pattern(2);
  private final Pattern received = new Pattern(1);
  private volatile long arrived;

  Far(Socket socket) {
    this(socket, socket);
  }

  /** With what the connection below has, where another protocol lies above it. */
  Far(Socket below, Socket socket) {
    this.below = below;
    this.socket = socket;
  }

  Socket socket() {
    return socket;
  }

  /** Bytes that could be read at once: of the connection itself, encrypted or not. */
  int available() throws IOException {
    return below.getInputStream().available();
  }

  /** The same as {@link #send}, for {@link #begin}. */
  long sendAll(long count) throws IOException {
    send(count);
    return count;
  }

  void send(long count) throws IOException {
    byte[] bytes = new byte[8192];
    for (long left = count; left > 0; ) {
      int part = (int) Math.min(left, 1 + (sent.at() * 41 + 5) % bytes.length);
      sent.fill(bytes, part);
      socket.getOutputStream().write(bytes, 0, part);
      left -= part;
    }
  }

  /** Reads that many bytes, and fails if they are not the right ones; answers what came. */
  long receive(long count) throws IOException {
    byte[] bytes = new byte[1 << 16];
    long left = count;
    while (left > 0) {
      int read = socket.getInputStream().read(bytes, 0, (int) Math.min(left, bytes.length));
      if (read < 0) {
        break;
      }
      received.check(bytes, read);
      arrived = received.at();
      left -= read;
    }
    return count - left;
  }

  /** Bytes that were received so far; for any thread. */
  long arrived() {
    return arrived;
  }

  /** All bytes until the end of the stream or a reset. */
  long receiveAll() throws IOException {
    long before = received.at();
    try {
      receive(Long.MAX_VALUE);
    } catch (java.net.SocketException reset) {
      throw new java.net.SocketException(reset.getMessage() + " after " + (received.at() - before));
    }
    return received.at() - before;
  }

  void finish() throws IOException {
    socket.shutdownOutput();
  }

  interface Work<T> {
    T run() throws Exception;
  }

  static <T> CompletableFuture<T> begin(Work<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(work.run());
              } catch (Throwable failed) {
                future.completeExceptionally(new CompletionException(failed));
              }
            });
    thread.setDaemon(true);
    thread.start();
    return future;
  }
}
