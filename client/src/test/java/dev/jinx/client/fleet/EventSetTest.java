package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EventSetTest {
  @RepeatedTest(100)
  void isTheSameInWhateverOrderAndHoweverOftenItsPartsAreMerged(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<Event> all = all(random);
    EventSet whole = set(all);
    List<EventSet> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(set(some(all, random)));
    }
    parts.add(set(all.stream().filter(each -> !contains(parts, each)).toList()));
    parts.addAll(List.copyOf(parts)); // each at least twice
    Collections.shuffle(parts, random);
    EventSet merged = new EventSet();
    parts.forEach(merged::addAll);
    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(merged.events()).extracting(Event::json).isEqualTo(json(whole.events()));
    assertThat(merged.cursor()).isEqualTo(whole.cursor());
    assertThat(merged.size()).isEqualTo(all.size());
  }

  @RepeatedTest(50)
  void mergesAsSetsDo(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<Event> all = all(random);
    List<Event> a = some(all, random);
    List<Event> b = some(all, random);
    List<Event> c = some(all, random);
    assertThat(union(set(a), set(a))).isEqualTo(set(a));
    assertThat(union(set(a), set(b))).isEqualTo(union(set(b), set(a)));
    assertThat(union(union(set(a), set(b)), set(c)))
        .isEqualTo(union(set(a), union(set(b), set(c))));
    EventSet both = set(a);
    boolean grew = both.addAll(set(b));
    assertThat(grew).isEqualTo(both.size() > a.size());
    assertThat(both.cursor()).isEqualTo(set(a).cursor().join(set(b).cursor()));
  }

  @RepeatedTest(20)
  void keepsTheOrderWithinANodeWhateverTheClocksSaid(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    EventSet set = set(all(random));
    for (String node : set.cursor().nodes()) {
      List<Event> merged =
          set.events().stream().filter(each -> each.cursor().node().equals(node)).toList();
      assertThat(merged).isEqualTo(set.of(node));
      for (int i = 1; i < merged.size(); i++) {
        assertThat(merged.get(i).cursor().isAfter(merged.get(i - 1).cursor())).isTrue();
      }
    }
  }

  @Test
  void refusesAnotherContentUnderTheSameId() {
    EventSet set = set(List.of(Lines.event("n1", 1, 1, 0)));
    assertThat(set.add(Lines.event("n1", 1, 1, 0))).isFalse();
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> set.add(Lines.event("n1", 1, 1, 5)))
        .withMessageContaining("n1@1.1");
    assertThat(set.events()).containsExactly(set.of("n1").get(0));
  }

  @Test
  void keepsNoNoticeOfAGapButAGapOfTheLogItself() throws IOException {
    EventSet set = new EventSet();
    Event notice = Event.gap(Cursor.parse("n1@1.3"), Cursor.parse("n1@1.9"));
    assertThat(set.add(notice)).isFalse();
    assertThat(set.contains(notice.cursor())).isFalse();
    Event gap = Event.parse(Lines.line("n1", 1, 4, 0, "", "gap"), "");
    assertThat(set.add(gap)).isTrue();
    assertThat(set.contains(gap.cursor())).isTrue();
    assertThat(set).hasToString("1 events up to n1@1.4");
  }

  private static boolean contains(List<EventSet> parts, Event event) {
    return parts.stream().anyMatch(part -> part.contains(event.cursor()));
  }

  private static EventSet union(EventSet one, EventSet other) {
    EventSet union = new EventSet();
    union.addAll(one);
    union.addAll(other);
    return union;
  }

  private static EventSet set(List<Event> events) {
    EventSet set = new EventSet();
    events.forEach(set::add);
    return set;
  }

  private static List<String> json(List<Event> events) {
    return events.stream().map(Event::json).toList();
  }

  private static List<Event> all(Random random) {
    return IntStream.range(0, 40)
        .mapToObj(i -> Lines.event("n" + i % 3, 1 + i / 30, 1 + i / 3, random.nextInt(20)))
        .toList();
  }

  private static List<Event> some(List<Event> all, Random random) {
    List<Event> some = new ArrayList<>(all.stream().filter(each -> random.nextBoolean()).toList());
    Collections.shuffle(some, random);
    return some;
  }
}
