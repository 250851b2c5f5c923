package dev.jinx.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.guide.Guide;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;

/** The guide has every event of the Flight Recorder with its fields, and no other. */
class FlightGuideTest {
  private static final Guide PAGE = Guide.page("metrics-and-jfr.md").section("Flight Recorder");
  private static final List<Class<? extends PointEvent>> EVENTS =
      List.of(HitEvent.class, ParkEvent.class);

  @Test
  void everyEventIsThere() {
    Set<String> known = new TreeSet<>();
    EVENTS.forEach(event -> known.add(event.getAnnotation(Name.class).value()));
    assertThat(Guide.names(PAGE.table("| event | is |")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyFieldIsThere() {
    Set<String> known = new TreeSet<>(fields(PointEvent.class));
    EVENTS.forEach(event -> known.addAll(fields(event)));
    assertThat(Guide.names(PAGE.table("| field | is |")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void fieldsOfOneEventAloneAreSoNamed() {
    for (Guide.Row row : PAGE.table("| field | is |")) {
      for (Class<? extends PointEvent> event : EVENTS) {
        boolean alone = row.code(1).contains(event.getAnnotation(Name.class).value());
        assertThat(fields(event).containsAll(row.names())).as(row.toString()).isEqualTo(alone);
      }
    }
  }

  private static Set<String> fields(Class<?> event) {
    Set<String> names = new TreeSet<>();
    for (Field field : event.getDeclaredFields()) {
      if (!field.isSynthetic()) {
        names.add(field.getName());
      }
    }
    return names;
  }
}
