package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.checkpoint.CheckpointStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final List<String> puts = new ArrayList<>();
  private final List<Runnable> scheduled = new ArrayList<>();
  private @Nullable RuntimeException failure;

  private final CheckpointStore store =
      new CheckpointStore() {
        @Override
        public @Nullable String get(String key) {
          return puts.isEmpty() ? null : puts.get(puts.size() - 1);
        }

        @Override
        public void put(String key, String cursor) {
          assertThat(key).isEqualTo("key");
          if (failure != null) {
            throw failure;
          }
          puts.add(cursor);
        }

        @Override
        public void delete(String key) {
          assertThat(key).isEqualTo("key");
          puts.add("deleted");
        }
      };

  private final Commits commits =
      new Commits(
          store,
          "key",
          4,
          Duration.ofSeconds(1),
          (after, task) -> {
            assertThat(after).isEqualTo(Duration.ofSeconds(1));
            scheduled.add(task);
          },
          new Cursor("n1", 1, 0));

  private void pass(long... numbers) {
    for (long number : numbers) {
      commits.passed(new Cursor("n1", 1, number));
    }
  }

  private void timePasses() {
    List<Runnable> due = List.copyOf(scheduled);
    scheduled.clear();
    due.forEach(Runnable::run);
  }

  @Test
  void storesAfterSoManyPositionsTheLastOfThem() {
    pass(1, 2, 3);
    assertThat(puts).isEmpty();
    pass(4, 5, 6, 7, 8, 9);
    assertThat(puts).containsExactly("n1@1.4", "n1@1.8");
  }

  @Test
  void storesAfterSomeTimeThoughNothingMoreComes() {
    pass(1, 2);
    timePasses();
    assertThat(puts).containsExactly("n1@1.2");
    assertThat(scheduled).as("nothing to do, no timer").isEmpty();
    pass(3);
    timePasses();
    assertThat(puts).containsExactly("n1@1.2", "n1@1.3");
  }

  @Test
  void runsOneTimerHoweverManyPositionsPass() {
    pass(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(scheduled).hasSize(1);
  }

  @Test
  void doesNotStoreTwiceWhatIsStored() {
    pass(1, 2, 3, 4);
    timePasses();
    pass(4, 4, 3);
    timePasses();
    commits.close();
    assertThat(puts).containsExactly("n1@1.4");
  }

  @Test
  void storesAtTheEndWhatWasPassedAndNothingLater() {
    pass(1, 2);
    commits.close();
    assertThat(puts).containsExactly("n1@1.2");
    pass(3, 4, 5, 6, 7);
    timePasses();
    commits.close();
    assertThat(puts).containsExactly("n1@1.2");
  }

  @Test
  void neverStoresAnOlderPosition() {
    commits.passed(new Cursor("n1", 2, 5));
    commits.passed(new Cursor("n1", 2, 4));
    commits.close();
    assertThat(puts).containsExactly("n1@2.5");
  }

  @Test
  void givesAPositionUpWhereTheLogWasBegunAnew() {
    commits.passed(new Cursor("n1", 7, 900));
    commits.write();
    commits.passed(new Cursor("n1", 1, 0));
    failure = new IllegalStateException("disk full");
    assertThatThrownBy(commits::write).isSameAs(failure);
    failure = null;
    commits.write();
    commits.passed(new Cursor("n1", 1, 1));
    commits.close();
    assertThat(puts).containsExactly("n1@7.900", "deleted", "deleted", "n1@1.0", "n1@1.1");
  }

  @Test
  void tellsTheReaderWhatWentWrongBesideItAndTriesAgain() {
    failure = new IllegalStateException("disk full");
    pass(1);
    timePasses();
    assertThatThrownBy(() -> pass(2)).isSameAs(failure);
    failure = null;
    pass(2);
    timePasses();
    assertThat(puts).containsExactly("n1@1.2");
  }

  @Test
  void tellsAtOnceWhatGoesWrongUnderTheReadersHandAndAtTheEnd() {
    failure = new IllegalStateException("disk full");
    pass(1, 2, 3);
    assertThatThrownBy(() -> pass(4)).isSameAs(failure);
    assertThatThrownBy(commits::close).isSameAs(failure);
  }
}
