package dev.jinx.relay.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One node of a swarm: what it has published, and how far its reader has got it. */
final class SwarmNode {
  private static final byte[] REST =
      (",\"thread\":{\"id\":31,\"name\":\"sender-2\",\"virtual\":false},"
              + "\"point\":\"com.acme.Store#commit(long)\",\"parameters\":{},\"captured\":{}}\n\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final ByteBuffer pending = ByteBuffer.allocateDirect(64 * 1024).flip();
  private @Nullable SocketChannel reader;
  private long published;
  private long sent;

  SwarmNode(String name) {
    this.name = name;
  }

  /** A reader came, who wants what lies behind that number. */
  void attach(SocketChannel channel, long behind) {
    reader = channel;
    sent = behind;
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\n\r\nretry: 500\n"
            + "id: %s@1.%d\n\n".formatted(name, behind);
    pending.clear().put(head.getBytes(StandardCharsets.US_ASCII)).flip();
  }

  /** So many events were published until now; sends what the socket takes of them. */
  void publish(long until, Instant now) {
    published = Math.max(published, until);
    SocketChannel channel = reader;
    if (channel == null) {
      return;
    }
    try {
      do {
        if (!pending.hasRemaining() && sent < published) {
          pending.clear();
          while (sent < published && pending.remaining() > 1024) {
            frame(++sent, now);
          }
          pending.flip();
        }
        channel.write(pending);
      } while (!pending.hasRemaining() && sent < published);
    } catch (IOException e) {
      reader = null; // it comes back
    }
  }

  private void frame(long seq, Instant now) {
    String id = name + "@1." + seq;
    String text =
        "id: "
            + id
            + "\ndata: {\"injection\":\"before-commit\",\"type\":\"observe\",\"shard\":3,"
            + "\"phase\":\"hit\",\"action\":\"observe\",\"hit\":"
            + seq
            + ",\"arm\":2,\"id\":\""
            + id
            + "\",\"node\":\""
            + name
            + "\",\"boot\":1,\"seq\":"
            + seq
            + ",\"time\":\""
            + now
            + "\",\"nanos\":81234567890";
    pending.put(text.getBytes(StandardCharsets.US_ASCII)).put(REST);
  }

  long published() {
    return published;
  }
}
