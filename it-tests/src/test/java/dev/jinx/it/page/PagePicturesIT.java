package dev.jinx.it.page;

import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.interactions.Actions;

/**
 * Takes the pictures of the guide, into the directory that the property {@code jinx.pictures}
 * names; see CONTRIBUTING.md. Not a test, and not run as one.
 */
@EnabledIfSystemProperty(named = "jinx.pictures", matches = ".+")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PagePicturesIT {
  private static final Path INTO = Path.of(System.getProperty("jinx.pictures", "."));
  private static final long HISTORY = 30_000;
  private static final long PARKED = 12_000;

  private static Keepers keepers;
  private static long begin;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(INTO);
    keepers = new Keepers();
    begin = System.nanoTime();
  }

  @AfterAll
  static void stop() {
    keepers.close();
  }

  @ParameterizedTest
  @CsvSource({"1280, 840, light", "1280, 840, dark", "390, 844, light", "390, 844, dark"})
  void thePictures(int width, int height, String theme) throws IOException {
    String name = theme + "-" + width;
    try (Chromium browser = Chromium.start(width, height)) {
      browser.prefersDark(theme.equals("dark"));
      until(begin, HISTORY);
      events(browser, name);
      enabling(browser, name, width < 500);
      network(browser, name);
    }
  }

  /** A thread of n2 stands in the middle of a commit. */
  private static void events(Chromium browser, String name) throws IOException {
    TargetJvm second = keepers.jvms.get(1);
    browser.open(keepers.page());
    browser.await("#nodes .chip.live", "n3");
    second.http().enable("txn-commit", "action=pause(3m)");
    browser.await("#log .phase.parked");
    long parked = System.nanoTime();
    browser.script("window.line_ = document.querySelector('#log .phase.parked').closest('button')");
    until(parked, PARKED);
    picture(browser, "timeline-" + name);
    browser.script("line_.click()"); // which others have driven out of the list meanwhile
    browser.await("#inspector .frames");
    picture(browser, "event-" + name);
    second.http().enable("txn-commit", "action=observe");
    browser.click("#inspector button", "Close");
  }

  private static void enabling(Chromium browser, String name, boolean phone) throws IOException {
    browser.script("location.hash = 'points'");
    browser.click(Drilled.POINT, "txn-commit");
    browser.type(".enable input.code", "2*off->pauze(3s)");
    browser.await(".enable .said.bad");
    browser.script(
        "document.querySelector('.below:not([hidden])').closest('.point')"
            + ".scrollIntoView({block: arguments[0]})",
        phone ? "start" : "nearest");
    picture(browser, "enable-" + name);
  }

  /** A follower and its leader have something to say to one another. */
  private static void network(Chromium browser, String name) throws IOException {
    int leader = 0;
    while (keepers.jvms.get(leader).http().point("leader-elected").path("hits").asInt() == 0) {
      leader++;
    }
    String way = (leader == 0 ? "n2" : "n1") + " to n" + (leader + 1);
    browser.script("location.hash = 'network'");
    browser.click(".way.open[aria-label^='" + way + "']", "open");
    browser.await(".way.cut[aria-label^='" + way + "']", "holds");
    browser.await(".rules", "hit");
    browser.awaitNone(".notice");
    browser.script("scrollTo(0, 0)");
    picture(browser, "network-" + name);
    browser.click("#heal", "Heal all");
    browser.await("#network-count", "nothing is cut");
  }

  /** Here the time itself is what is waited for: a picture is to have something to show. */
  private static void until(long since, long millis) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .until(() -> System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static void picture(Chromium browser, String name) throws IOException {
    new Actions(browser.driver).moveToLocation(1, 1).perform();
    browser.script("document.activeElement.blur(); document.getElementById('log').scrollTop = 0");
    until(System.nanoTime(), 1000);
    Files.write(INTO.resolve("page-" + name + ".png"), browser.picture());
  }
}
