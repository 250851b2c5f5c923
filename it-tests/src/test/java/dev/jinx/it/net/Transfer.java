package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Bytes both ways over several connections at once; each one is compared with what was sent. */
final class Transfer {
  private final Network net;
  private final Map<String, Far> fars = new LinkedHashMap<>();
  private final List<CompletableFuture<Long>> running = new ArrayList<>();
  private long expected;

  Transfer(Network net, Peer peer, List<String> lines) {
    this.net = net;
    lines.forEach(line -> fars.put(line, net.open(line, peer)));
  }

  /** Begins to send that many more bytes each way. */
  void begin(long bytes) {
    expected += bytes;
    fars.forEach(
        (line, far) -> {
          net.tell(line, "recv " + bytes);
          net.tell(line, "send " + bytes);
          running.add(Far.begin(() -> far.sendAll(bytes)));
          running.add(Far.begin(() -> far.receive(bytes)));
        });
  }

  /** Whether that many bytes have come from the target on each connection. */
  boolean haveArrived(long bytes) {
    return fars.values().stream().allMatch(far -> far.arrived() >= bytes);
  }

  boolean isOver() {
    return running.stream().allMatch(CompletableFuture::isDone);
  }

  /** Waits until all of it has come, both ways. */
  void finish(Duration patience) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    for (CompletableFuture<Long> one : running) {
      one.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    running.clear();
    fars.forEach(
        (line, far) -> {
          assertThat(far.arrived()).as(line).isEqualTo(expected);
          net.answer(line, "send", "ok");
          net.answer(line, "recv", "ok");
        });
  }

  /** Ends both halves of each connection, and sees that nothing more had come. */
  void end() throws Exception {
    for (Map.Entry<String, Far> one : fars.entrySet()) {
      net.tell(one.getKey(), "finish");
      net.answer(one.getKey(), "finish", "ok");
      assertThat(one.getValue().receiveAll()).as(one.getKey()).isZero();
      one.getValue().finish();
      net.tell(one.getKey(), "eof");
      net.answer(one.getKey(), "eof", "end");
    }
  }
}
