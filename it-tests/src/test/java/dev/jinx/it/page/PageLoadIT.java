package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Far more events than anybody can read. */
@ExtendWith(Targets.class)
class PageLoadIT {
  private static final int ROUNDS = 9;
  private static final int HITS = 30_000;

  @Test
  void manyEventsAreAllCountedWhileThePageGoesOnDrawingAndAnswering() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      browser.open(jvm.address());
      browser.await("#nodes .chip.live", "n1");
      browser.script(
          "window.frames_ = 0; const step = () => { frames_++; requestAnimationFrame(step); };"
              + " step();");
      for (int round = 1; round <= ROUNDS; round++) {
        long before = (Long) browser.script("return frames_");
        Drilled.order(jvm, "a " + HITS);
        // It answers while they come, and has drawn meanwhile.
        browser.type("#find-points", "a");
        browser.await(Drilled.POINT, "a");
        Chromium.patiently("another frame")
            .until(() -> (Long) browser.script("return frames_") > before);
      }
      String all = Integer.toString(ROUNDS * HITS);
      browser.await("#count[data-total='" + all + "']");
      String said = browser.await("#count", "showing").getText();
      assertThat(said).as("what is no longer kept is told").endsWith("of 270,000");
      assertThat((Long) browser.script("return document.querySelectorAll('*').length"))
          .as("elements")
          .isLessThan(2000);
    }
  }
}
