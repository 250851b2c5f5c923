package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.http.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BackpressureTest {
  private static final int EVENTS = 100_000;
  private static final String PADDING = "x".repeat(2_000); // 200 MB in all: no socket holds that
  private static final int MOST_BUFFERED = 16 * 1024 / PADDING.length() + 1;

  private final AtomicInteger written = new AtomicInteger();
  private final CountDownLatch stalled = new CountDownLatch(1);

  @Test
  void aSlowCallerStallsTheSenderAndKeepsNoMoreThanOneRead() throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new InetSocketAddress("127.0.0.1", 0));
      CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(listening), this::run);
      int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
      Address address = new Address("127.0.0.1", port);
      Duration connect = Duration.ofSeconds(20);
      StreamOpener opener = new StreamOpener(address, "/", null, connect, Watchdog.USUAL);
      try (SseReader reader = new SseReader(opener, "", loss -> null, new SseListener() {})) {
        assertThat(reader.next()).isNotNull();
        stalled.await(); // the sockets are full, and stay so: nobody reads now
        assertThat(written.get()).isLessThan(EVENTS / 2);
        assertThat(reader.buffered()).isLessThanOrEqualTo(MOST_BUFFERED);
        for (int i = 2; i <= EVENTS; i++) {
          SseEvent event = reader.next();
          assertThat(event).isNotNull();
          if (!event.lastEventId().equals("n@1." + i)) {
            assertThat(event.lastEventId()).isEqualTo("n@1." + i);
          }
          if (reader.buffered() > MOST_BUFFERED) {
            assertThat(reader.buffered()).isLessThanOrEqualTo(MOST_BUFFERED);
          }
        }
      }
      sender.get(60, TimeUnit.SECONDS);
      assertThat(written.get()).isEqualTo(EVENTS);
    }
  }

  private void send(ServerSocketChannel listening) {
    try (SocketChannel channel = listening.accept();
        Selector selector = Selector.open()) {
      channel.read(ByteBuffer.allocate(4096)); // the request
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
      write(channel, selector, head);
      for (int i = 1; i <= EVENTS; i++) {
        write(channel, selector, "id: n@1." + i + "\ndata: " + PADDING + "\n\n");
        written.set(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(SocketChannel channel, Selector selector, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        stalled.countDown();
        selector.select();
        selector.selectedKeys().clear();
      }
    }
  }

  private void run(Runnable task) {
    Thread thread = new Thread(task, "sender");
    thread.setDaemon(true);
    thread.start();
  }
}
