package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every message on the page about troubles is some test's to provoke. */
class TroubleshootingTest {
  @Test
  void everySectionThatQuotesBelongsToATest() {
    List<String> tested = new ArrayList<>();
    tested.addAll(List.of(StartTroubleIT.SECTIONS));
    tested.addAll(List.of(AttachTroubleIT.SECTIONS));
    tested.addAll(List.of(PointTroubleIT.SECTIONS));
    tested.addAll(List.of(WaitTroubleIT.SECTIONS));
    assertThat(Quotes.sections()).containsExactlyInAnyOrderElementsOf(tested);
  }
}
