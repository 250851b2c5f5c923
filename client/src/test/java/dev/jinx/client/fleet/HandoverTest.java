package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
  private static CompletableFuture<Void> writing(
      Handover<String> handover, int writer, int count, AtomicInteger put) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < count; i++) {
              handover.put(writer, writer + ":" + i);
              put.incrementAndGet();
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "writer " + writer).start());
  }

  @Test
  void givesEachWritersThingsInOrderAndAllOfThem() throws Exception {
    Handover<String> handover = new Handover<>(3, 2);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writers.add(writing(handover, i, 1000, new AtomicInteger()));
    }
    List<String> taken = new ArrayList<>();
    while (taken.size() < 3000) {
      taken.addAll(handover.take());
    }
    for (CompletableFuture<Void> writer : writers) {
      writer.get(20, TimeUnit.SECONDS);
    }
    for (int i = 0; i < 3; i++) {
      String prefix = i + ":";
      List<Integer> numbers =
          taken.stream()
              .filter(each -> each.startsWith(prefix))
              .map(each -> Integer.parseInt(each.substring(2)))
              .toList();
      assertThat(numbers).hasSize(1000).isSorted().doesNotHaveDuplicates();
    }
    assertThat(handover.isEmpty()).isTrue();
  }

  @Test
  void holdsBackAWriterWhoseRoomIsFullAndNoOther() throws Exception {
    Handover<String> handover = new Handover<>(2, 3);
    AtomicInteger put = new AtomicInteger();
    CompletableFuture<Void> fast = writing(handover, 0, 10, put);
    while (put.get() < 3) {
      Thread.onSpinWait();
    }
    writing(handover, 1, 3, new AtomicInteger()).get(20, TimeUnit.SECONDS);
    assertThat(fast).isNotDone();
    int seen = 0;
    while (seen < 13) {
      List<String> batch = handover.take();
      assertThat(batch.stream().filter(each -> each.startsWith("0:")).count())
          .isLessThanOrEqualTo(3);
      seen += batch.size();
    }
    fast.get(20, TimeUnit.SECONDS);
  }

  @Test
  void endsEveryWaitingWhenItIsClosed() throws Exception {
    Handover<String> handover = new Handover<>(1, 1);
    CompletableFuture<Void> writer = writing(handover, 0, 3, new AtomicInteger());
    Handover<String> empty = new Handover<>(1, 1);
    CompletableFuture<List<String>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return empty.take();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    handover.close();
    empty.close();
    writer.get(20, TimeUnit.SECONDS);
    assertThat(reader.get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(handover.take()).isEmpty();
  }
}
