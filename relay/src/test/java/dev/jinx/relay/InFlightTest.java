package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static Cursor at(long seq) {
    return new Cursor("n1", 1, seq);
  }

  @Test
  void thePositionStopsBeforeTheFirstThatIsNotAcknowledged() {
    InFlight inFlight = new InFlight(null);
    List<InFlight.Slot> slots = new ArrayList<>();
    for (int seq = 1; seq <= 200; seq++) {
      slots.add(inFlight.begin(at(seq)));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      order.add(i);
    }
    java.util.Collections.shuffle(order, new Random(7));
    boolean[] acknowledged = new boolean[slots.size()];
    for (int i : order) {
      slots.get(i).acknowledged();
      acknowledged[i] = true;
      int whole = 0;
      while (whole < acknowledged.length && acknowledged[whole]) {
        whole++;
      }
      assertThat(inFlight.position()).isEqualTo(whole == 0 ? null : at(whole));
      assertThat(inFlight.size()).isEqualTo(slots.size() - whole);
    }
  }

  @Test
  void oneThatNeverWentOutDoesNotHoldTheOthersUp() throws InterruptedException {
    InFlight inFlight = new InFlight(at(4));
    InFlight.Slot first = inFlight.begin(at(5));
    inFlight.begin(at(6)).withdraw();
    assertThat(inFlight.awaitEmpty(System.nanoTime())).isFalse();
    first.acknowledged();
    assertThat(inFlight.awaitEmpty(System.nanoTime())).isTrue();
    assertThat(inFlight.position()).isEqualTo(at(5));
  }

  @Test
  void thePositionNeverGoesBack() {
    InFlight inFlight = new InFlight(null);
    inFlight.beginAt(at(4));
    inFlight.beginAt(at(7));
    assertThat(inFlight.position()).isEqualTo(at(4));
    inFlight.begin(at(3)).acknowledged(); // a gap that tells of a lost end
    assertThat(inFlight.position()).isEqualTo(at(4));
  }
}
