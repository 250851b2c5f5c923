package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ring that several threads share, around its end. */
class SharedTableTest {
  /** With its record it takes eight slots, of which the ring has a whole number. */
  private static final Note NOTE = Note.json(new byte[392]);

  private static final int ROOM = 510;

  private final TestPoint test = new TestPoint();
  private final Arm arm = Arming.begin(test.point, ArmSpec.of(test.point.declaration(), false, 1));
  private final SharedTable table = new SharedTable(1);
  private final Record record = new Record();

  @AfterEach
  void disable() {
    test.end();
  }

  private void publish(long waiter) {
    publish(arm, waiter);
  }

  private void publish(Arm of, long waiter) {
    table.publish(test.site, of, Phase.HIT, 0, waiter, NOTE, Thread.currentThread());
  }

  private int takeAll() {
    int count = 0;
    while (count <= ROOM && table.peek()) {
      table.take(record);
      count++;
    }
    return count;
  }

  @Test
  void aRingThatIsFullToTheLastSlotIsTakenOnce() {
    for (int i = 0; i < ROOM; i++) {
      publish(i);
    }
    assertThat(table.hasUntoldDrops()).isFalse();
    publish(ROOM);
    assertThat(table.newlyDropped()).isEqualTo(1);
    assertThat(takeAll()).isEqualTo(ROOM);
    table.release();
    publish(1_000);
    assertThat(takeAll()).isEqualTo(1);
    assertThat(record.waiter).isEqualTo(1_000);
  }

  @Test
  void whatCannotBeWrittenHidesNothingThatFollows() {
    for (int round = 0; round < 3; round++) {
      publish(1);
      for (int i = 0; i < 200; i++) {
        // A fault behind the claim.
        assertThatThrownBy(() -> publish(null, 0)).isInstanceOf(NullPointerException.class);
      }
      publish(2);
      long now = System.nanoTime();
      assertThat(table.limit(now)).as("all may be numbered").isEqualTo(now);
      assertThat(takeAll()).isEqualTo(2);
      assertThat(record.waiter).isEqualTo(2);
      assertThat(record.note()).isEqualTo(NOTE.bytes);
      table.release();
    }
  }

  @Test
  void aStackAtItsEndHidesNothingThatFollows() throws Exception {
    publish(0);
    assertThat(takeAll()).isEqualTo(1);
    table.release();
    int[] published = new int[1];
    Thread thread = new Thread(null, () -> publishFromTheEnd(published, new int[1]), "deep");
    thread.start();
    thread.join();
    publish(7);
    assertThat(takeAll()).isEqualTo(published[0] + 1);
    assertThat(record.waiter).isEqualTo(7);
  }

  /** Publishes from each of the last frames that fit on the stack. */
  @SuppressWarnings("InfiniteRecursion") // the stack is to end
  private void publishFromTheEnd(int[] published, int[] tries) {
    try {
      publishFromTheEnd(published, tries);
    } catch (StackOverflowError end) {
      tries[0]++;
    }
    if (tries[0] < ROOM - 1) {
      tries[0]++;
      try {
        publish(1);
        published[0]++;
      } catch (StackOverflowError end) {
        // As it may be.
      }
    }
  }
}
