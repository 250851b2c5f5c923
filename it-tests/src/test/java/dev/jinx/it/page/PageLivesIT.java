package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The JVM dies or hangs under the page, and comes back. */
@ExtendWith(Targets.class)
class PageLivesIT {
  private static final String POINTS =
      """
      points:
        a: { method: "com.acme.drill.Steps#a", enabled: true }
        gate: { method: "com.acme.drill.Steps#gate", enabled: true, action: pause(5m) }
      """;

  private final int port = Ports.free();

  private Launch life(String log) {
    return Drilled.launch("")
        .option("port", Integer.toString(port))
        .yaml("log: { " + log + "hits: false }\n" + POINTS);
  }

  @Test
  void thatTheJvmIsGoneIsSaidAndThePageGoesOnByItsCursor() throws Exception {
    Path directory = Scratch.directory("log");
    String log = "directory: '" + directory + "', ";
    try (TargetJvm first = Drilled.begin(life(log));
        Chromium browser = Chromium.start()) {
      browser.open(Drilled.ready(first).address());
      Drilled.order(first, "a 4");
      first.tell("start held");
      browser.await("#log button", "parked");
      browser.await(".let-go");
      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "sleep(3s)");
      browser.await("#count", "6 events"); // that of the beginning, four, and the parked one
      long before = Long.parseLong(browser.await("#count").getAttribute("data-total"));
      first.killAndWait();
      assertThat(browser.await("#banners .bad").getText())
          .contains("n1 does not answer at 127.0.0.1:" + port + " since");
      browser.await("#nodes .chip.gone", "gone");
      assertThat(browser.await("#log button", "parked").isDisplayed()).as("kept").isTrue();
      browser.await(".point.gone", "does not answer");
      browser.awaitNone(".let-go");

      try (TargetJvm second = Drilled.start(life(log))) {
        browser.awaitNone("#banners .bad");
        browser.await("#nodes .chip.live");
        browser.await("#count", before + 1 + " events"); // the program itself begins with one
        Drilled.order(second, "a 2");
        browser.await("#count", before + 3 + " events");
        assertThat(browser.await(".enable input.code").getAttribute("value"))
            .as("what was typed stays")
            .isEqualTo("sleep(3s)");
        assertThat(second.http().await("*", "since=earliest").path("id").asText())
            .as("the log goes back to the first life")
            .isEqualTo("n1@1.1");
      }
    }
  }

  @Test
  void aLifeWithoutALogIsReadFromItsBeginningBehindAGap() {
    try (TargetJvm first = Drilled.begin(life(""));
        Chromium browser = Chromium.start()) {
      browser.open(Drilled.ready(first).address());
      Drilled.order(first, "a 4");
      browser.await("#count", "5 events");
      first.killAndWait();
      browser.await("#banners .bad");
      try (TargetJvm second = Drilled.begin(life(""))) {
        Drilled.order(Drilled.ready(second), "a 2");
        browser.await("#count", "9 events"); // the gap, and three of this life
        browser.type("#filter", "nothing-is-named-so");
        browser.await("#count", "showing 1 of 9");
        browser.click("#log button", "events lost");
        browser.await("#inspector", "nobody knows how many");
      }
    }
  }

  @Test
  void aJvmThatHangsIsToldFromOneThatIsQuiet() throws Exception {
    try (TargetJvm jvm = Drilled.begin(life(""));
        Chromium browser = Chromium.start()) {
      browser.open(Drilled.ready(jvm).address());
      browser.await("#nodes .chip.live");
      signal(jvm, "STOP");
      browser.await("#banners .bad", "n1 does not answer");
      signal(jvm, "CONT");
      browser.awaitNone("#banners .bad");
      Drilled.order(jvm, "a 2");
      browser.await("#count", "3 events");
    }
  }

  private static void signal(TargetJvm jvm, String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(jvm.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
