package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TimeMergeTest {
  /** An element: which source, its place there, its time or null. */
  private record Thing(int source, int place, @Nullable Long millis) {
    @Nullable Instant time() {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }
  }

  private static List<Thing> merge(List<List<Thing>> sources) {
    List<Iterator<Thing>> iterators = new ArrayList<>();
    sources.forEach(each -> iterators.add(each.iterator()));
    List<Thing> merged = new ArrayList<>();
    new TimeMerge<>(iterators, Thing::time).forEachRemaining(merged::add);
    return merged;
  }

  private static List<Thing> source(int index, @Nullable Long... millis) {
    List<Thing> things = new ArrayList<>();
    for (Long each : millis) {
      things.add(new Thing(index, things.size(), each));
    }
    return things;
  }

  @Test
  void takesTheOldestAndOfEqualOnesThatOfTheFirstSource() {
    assertThat(merge(List.of(source(0, 1L, 5L, 9L), source(1, 1L, 2L, 9L))))
        .extracting(each -> each.source() + ":" + each.place())
        .containsExactly("0:0", "1:0", "1:1", "0:1", "0:2", "1:2");
  }

  @Test
  void keepsASourcesOrderWhereItsClockWentBack() {
    assertThat(merge(List.of(source(0, 100L, 1L), source(1, 50L))))
        .extracting(each -> each.source() + ":" + each.place())
        .containsExactly("1:0", "0:0", "0:1");
  }

  @Test
  void givesWhatHasNoTimeRightBehindWhatWasBeforeIt() {
    assertThat(merge(List.of(source(0, 1L, null, 9L), source(1, 2L))))
        .extracting(each -> each.source() + ":" + each.place())
        .containsExactly("0:0", "0:1", "1:0", "0:2");
  }

  @RepeatedTest(50)
  void goesOnInTheSameOrderFromWhereverItIsBegunAnew(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<List<Thing>> sources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Long[] times = new Long[random.nextInt(10)];
      for (int k = 0; k < times.length; k++) {
        times[k] = random.nextInt(8) == 0 ? null : (long) random.nextInt(10);
      }
      sources.add(source(i, times));
    }
    List<Thing> whole = merge(sources);
    int[] passed = new int[3];
    for (int cut = 0; cut <= whole.size(); cut++) {
      List<List<Thing>> rest = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rest.add(sources.get(i).subList(passed[i], sources.get(i).size()));
      }
      assertThat(merge(rest)).isEqualTo(whole.subList(cut, whole.size()));
      if (cut < whole.size()) {
        passed[whole.get(cut).source()]++;
      }
    }
  }

  @Test
  void asksASourceForItsNextOnlyWhenItIsDue() {
    Iterator<Thing> broken =
        new Iterator<>() {
          private boolean given;

          @Override
          public boolean hasNext() {
            if (given) {
              throw new IllegalStateException("broken");
            }
            return true;
          }

          @Override
          public Thing next() {
            given = true;
            return new Thing(0, 0, 1L);
          }
        };
    TimeMerge<Thing> merge = new TimeMerge<>(List.of(broken), Thing::time);
    assertThat(merge.next().place()).isZero();
    assertThatThrownBy(merge::hasNext).hasMessage("broken");
    assertThatThrownBy(() -> new TimeMerge<>(List.of(), Thing::time).next())
        .isInstanceOf(NoSuchElementException.class);
  }
}
