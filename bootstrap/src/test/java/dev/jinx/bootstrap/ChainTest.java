package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which term of a chain a hit gets. */
class ChainTest {
  private static List<Integer> sequence(String terms, long seed, int hits) throws Exception {
    Chain chain = new Chain(Terms.parse(terms), seed);
    List<Integer> sequence = new ArrayList<>();
    for (int i = 0; i < hits; i++) {
      sequence.add(chain.next());
    }
    return sequence;
  }

  @Test
  void aTermThatHasActedAsOftenAsItMayPassesToTheNext() throws Exception {
    assertThat(sequence("2*off->3*observe", 1, 7)).containsExactly(0, 0, 1, 1, 1, -1, -1);
    assertThat(sequence("1*sleep(1s)->off", 1, 4)).containsExactly(0, 1, 1, 1);
  }

  @Test
  void theSameSeedGivesTheSameSequenceAndAnotherAnother() throws Exception {
    List<Integer> first = sequence("30%observe->50%2*off->yield", 42, 200);
    assertThat(sequence("30%observe->50%2*off->yield", 42, 200)).isEqualTo(first);
    assertThat(sequence("30%observe->50%2*off->yield", 43, 200)).isNotEqualTo(first);
  }

  @Test
  void drawsComeAsOftenAsTheyShould() throws Exception {
    assertThat(sequence("25%observe", 7, 10_000).stream().filter(i -> i == 0).count())
        .isBetween(2_200L, 2_800L);
    assertThat(sequence("0%observe", 7, 1_000)).containsOnly(-1);
    assertThat(sequence("100%observe", 7, 1_000)).containsOnly(0);
  }

  @Test
  void aTermThatMissesItsDrawHasNotActed() throws Exception {
    assertThat(sequence("50%3*observe->off", 5, 1_000).stream().filter(i -> i == 0).count())
        .isEqualTo(3);
  }

  @Test
  void ofAHundredThreadsExactlySevenAreThrownAt() throws Exception {
    try (TestPoint test = new TestPoint()) {
      test.arm("7*throw(java.io.IOException, \"disk full\")->off");
      AtomicInteger thrown = new AtomicInteger();
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                    for (int j = 0; j < 100; j++) {
                      try {
                        test.hit();
                      } catch (IOException expected) {
                        thrown.incrementAndGet();
                      }
                    }
                  } catch (Throwable wrong) {
                    thrown.addAndGet(1000);
                  }
                });
        thread.start();
        threads.add(thread);
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(thrown).hasValue(7);
    }
  }

  @Test
  void offUsesNoOneShotUp() throws Throwable {
    try (TestPoint test = new TestPoint()) {
      Arm arm = test.arm("2*off->throw(java.io.IOException)", 1, true, null, null);
      test.hit();
      test.hit();
      assertThat(arm.isOn()).isTrue();
      assertThatThrownBy(test::hit).isInstanceOf(IOException.class);
      assertThat(arm.isOn()).isFalse();
      test.hit();
    }
  }
}
