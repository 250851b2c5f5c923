package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

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
    table.publish(test.site, arm, Phase.HIT, 0, waiter, NOTE, Thread.currentThread());
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
}
