package dev.jinx.benchmarks;

import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reader that stops reading, and what that leaves on the server's heap. */
final class StalledReader {
  private static final int STALLED_EVENTS = Rounds.of(1_000_000, 200_000);

  private StalledReader() {}

  /** Bytes of heap that an event leaves behind while a reader takes nothing. */
  static double growth(Jdk jdk, String kind) throws Exception {
    Path directory = Layout.work("D");
    Map<String, Long> heaps = new LinkedHashMap<>();
    try (Child server = Deliveries.server(jdk, kind, directory)) {
      String address = server.await("address");
      try (SocketChannel reader = Readers.open(address, server.await("path"))) {
        Readers.head(reader);
        for (String when : List.of("before", "after")) {
          // The first time fills what is bounded: the memory window, the socket's buffers.
          server.tell("more " + STALLED_EVENTS);
          server.await("done");
          server.tell("heap");
          heaps.put(when, Long.parseLong(server.await("heap")));
        }
      }
    } finally {
      LogFiles.clear(directory);
    }
    return (heaps.getOrDefault("after", 0L) - heaps.getOrDefault("before", 0L))
        / (double) STALLED_EVENTS;
  }
}
