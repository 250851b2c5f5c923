package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Filters that come and go while bytes go both ways over connections of every kind: all of them
 * arrive, in order, and the end after them. 2 MB of each, and always the same choices; {@code
 * -Djinx.fuzz=full} sends 1 GB and chooses anew each time, {@code -Djinx.fuzz.seed=N} repeats a
 * run's choices.
 */
class MixedFiltersIT {
  private static final List<String> ACTIONS =
      List.of(
          "drop",
          "delay(1ms..30ms)",
          "20%drop",
          "3*drop",
          "throttle(8MB)",
          "slice(1000)",
          "slice(17)",
          "hang",
          "sleep(1ms)",
          "observe",
          "10%delay(100ms)->drop");
  private static final List<String> POINTS = List.of("all", "in", "out", "end");

  private static boolean isFull() {
    return "full".equals(System.getProperty("jinx.fuzz"));
  }

  private static long bytes() {
    return Long.getLong("jinx.fuzz.bytes", isFull() ? 1L << 30 : 1L << 21);
  }

  @OnEveryJdk
  void whateverFiltersComeAndGoEveryByteArrivesInOrder(Jdk jdk) throws Exception {
    long seed = Long.getLong("jinx.fuzz.seed", isFull() ? System.nanoTime() : 5);
    Random random = new Random(seed);
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("all", "net#*(" + peer.address() + ")");
      net.declare("in", "net#read(" + peer.address() + ")");
      net.declare("out", "net#write(" + peer.address() + ")");
      net.declare("end", "net#close,connect(127.0.0.0/8)");
      List<String> lines = new ArrayList<>(Network.lines(jdk));
      List<CompletableFuture<?>> far = new ArrayList<>();
      for (String line : lines) {
        Far end = net.open(line, peer);
        far.add(Far.begin(() -> send(end)));
        far.add(Far.begin(() -> receive(end)));
      }
      for (String line : lines) {
        net.tell(line, "flow " + bytes());
      }
      while (!far.stream().allMatch(CompletableFuture::isDone)) {
        step(net, random);
        assertThat(net.jvm.out().text()).doesNotContain("Exception");
      }
      net.http.delete("/v2/error_injection/injection").ok();
      for (CompletableFuture<?> one : far) {
        one.get(1, TimeUnit.MILLISECONDS);
      }
      for (String line : lines) {
        net.answer(line, "recv", "ok");
        net.answer(line, "eof", "end");
        net.answer(line, "send", "ok");
        net.answer(line, "finish", "ok");
      }
      net.assertSound();
    } catch (Throwable failed) {
      throw new AssertionError("with jinx.fuzz.seed=" + seed, failed);
    }
  }

  private static void step(Network net, Random random) throws InterruptedException {
    String point = POINTS.get(random.nextInt(POINTS.size()));
    if (random.nextInt(3) > 0) {
      net.enable(point, ACTIONS.get(random.nextInt(ACTIONS.size())));
    } else if (random.nextBoolean()) {
      net.http.disable(point);
    } else {
      net.http.delete("/v2/error_injection/injection").ok();
    }
    if (random.nextInt(4) > 0) {
      // Not to wait for anything: so that some filters meet many bytes and others few.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
    }
    if (random.nextInt(5) == 0) {
      net.http.delete("/v2/error_injection/injection").ok();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
    }
  }

  private static @org.jspecify.annotations.Nullable Void send(Far end) throws IOException {
    end.send(bytes());
    end.finish();
    return null;
  }

  private static long receive(Far end) throws IOException {
    long all = end.receiveAll();
    assertThat(all).isEqualTo(bytes());
    return all;
  }
}
