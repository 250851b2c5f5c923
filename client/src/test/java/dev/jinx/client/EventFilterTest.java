package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static Event event(String name, String phase) {
    try {
      String json = "{\"injection\":\"" + name + "\",\"phase\":\"" + phase + "\"}";
      return Event.parse(json, "n1@1.1");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesSeveralNamesAndPhasesAndEveryGap() {
    EventFilter filter = new EventFilter(" a , b* ,", "hit, Parked", null);
    Predicate<Event> wanted = filter.predicate();
    assertThat(wanted.test(event("a", "hit"))).isTrue();
    assertThat(wanted.test(event("bb", "parked"))).isTrue();
    assertThat(wanted.test(event("a", "released"))).isFalse();
    assertThat(wanted.test(event("c", "hit"))).isFalse();
    assertThat(wanted.test(event("", "gap"))).isTrue();
  }

  @Test
  void takesAPhaseThatThisClientDoesNotKnow() {
    assertThat(new EventFilter(null, "late", null).predicate().test(event("a", "late"))).isTrue();
    assertThat(new EventFilter(null, "hit", null).predicate().test(event("a", "late"))).isFalse();
  }

  @Test
  void takesEverythingWithoutAFilter() {
    assertThat(EventFilter.ALL.predicate().test(event("a", "released"))).isTrue();
    assertThat(EventFilter.ALL.isWhole()).isTrue();
    assertThat(new EventFilter(" ", ",", "n1@1.1").isWhole()).isTrue();
    assertThat(EventFilter.ALL.injection("*").isWhole()).isFalse();
  }
}
