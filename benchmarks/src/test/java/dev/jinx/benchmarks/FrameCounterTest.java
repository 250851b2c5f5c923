package dev.jinx.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameCounterTest {
  private static final String STREAM =
      "retry: 500\nid: n1@4.0\n\n"
          + "id: n1@4.1\ndata: {\"injection\":\"commit\",\"hit\":1}\n\n"
          + ": beat\n\n"
          + "event: gap\nid: n1@4.9\ndata: {\"phase\":\"gap\",\"lost\":8,\"node\":\"n1\"}\n\n"
          + "id: n1@4.10\ndata: {\"injection\":\"commit\",\"hit\":10}\n\n";

  @Test
  void countsEventsAndWhatGapsSayWasLost() throws IOException {
    FrameCounter counter = count(STREAM, 4096);
    assertThat(counter.events()).isEqualTo(2);
    assertThat(counter.lost()).isEqualTo(8);
  }

  @Test
  void countsTheSameWhateverThePiecesAre() throws IOException {
    for (int piece = 1; piece < 80; piece++) {
      FrameCounter counter = count(STREAM, piece);
      assertThat(counter.events()).as("pieces of %d bytes", piece).isEqualTo(2);
      assertThat(counter.lost()).as("pieces of %d bytes", piece).isEqualTo(8);
    }
  }

  @Test
  void headsOfChunksAreNoEvents() throws IOException {
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String frame = "id: n1@4." + i + "\ndata: " + "x".repeat(3_000 + i) + "\n\n";
      chunks
          .append(Integer.toHexString(frame.length()))
          .append("\r\n")
          .append(frame)
          .append("\r\n");
    }
    assertThat(count(chunks.toString(), 1_000).events()).isEqualTo(100);
  }

  private static FrameCounter count(String stream, int piece) throws IOException {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    ReadableByteChannel whole = Channels.newChannel(new ByteArrayInputStream(bytes));
    FrameCounter counter = new FrameCounter(8_192);
    ReadableByteChannel pieces =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer into) throws IOException {
            int limit = into.limit();
            into.limit(Math.min(limit, into.position() + piece));
            int count = whole.read(into);
            into.limit(limit);
            return count;
          }

          @Override
          public boolean isOpen() {
            return whole.isOpen();
          }

          @Override
          public void close() throws IOException {
            whole.close();
          }
        };
    while (counter.read(pieces)) {
      assertThat(counter.events()).isGreaterThanOrEqualTo(0);
    }
    return counter;
  }
}
