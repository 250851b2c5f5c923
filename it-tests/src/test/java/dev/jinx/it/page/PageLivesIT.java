package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The JVM dies under the page, and comes back. */
@ExtendWith(Targets.class)
class PageLivesIT {
  private static Launch life(int port, Path log) {
    return Drilled.launch("")
        .option("port", Integer.toString(port))
        .yaml(
            """
            log: { directory: '%s', hits: false }
            points:
              a: { method: "com.acme.drill.Steps#a", enabled: true }
              gate: { method: "com.acme.drill.Steps#gate", enabled: true, action: pause(60s) }
            """
                .formatted(log));
  }

  @Test
  void thatTheJvmIsGoneIsSaidAndThePageGoesOnByItsCursor() throws Exception {
    int port = Ports.free();
    Path log = Scratch.directory("log");
    try (Chromium browser = Chromium.start()) {
      String last;
      try (TargetJvm first = Drilled.start(life(port, log))) {
        browser.open(first.address());
        Drilled.order(first, "a 4");
        first.tell("start held");
        browser.await("#log button", "parked");
        last = browser.await("#count").getAttribute("data-total");
        first.killAndWait();
        assertThat(browser.await("#banners .bad").getText())
            .contains("n1 does not answer at 127.0.0.1:" + port + " since");
        browser.await("#nodes .chip.gone", "gone");
        assertThat(browser.await("#log button", "parked").isDisplayed()).as("kept").isTrue();
      }
      try (TargetJvm second = Drilled.start(life(port, log))) {
        browser.awaitNone("#banners .bad");
        browser.await("#nodes .chip.live");
        long before = Long.parseLong(last) + 1; // the program itself begins with one
        browser.await("#count", before + " events");
        Drilled.order(second, "a 2");
        browser.await("#count", before + 2 + " events");
        assertThat(second.http().await("*", "since=earliest").path("id").asText())
            .as("the log goes back to the first life")
            .isEqualTo("n1@1.1");
      }
    }
  }
}
