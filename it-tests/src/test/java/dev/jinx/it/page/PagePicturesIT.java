package dev.jinx.it.page;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of the guide, into the directory that the property {@code jinx.pictures}
 * names; see CONTRIBUTING.md. Not a test, and not run as one.
 */
@ExtendWith(Targets.class)
@EnabledIfSystemProperty(named = "jinx.pictures", matches = ".+")
class PagePicturesIT {
  private static final Path INTO = Path.of(System.getProperty("jinx.pictures", "."));
  private static final int SECONDS = 25;

  @Test
  void thePictures() throws IOException {
    Files.createDirectories(INTO);
    try (Keepers keepers = new Keepers()) {
      for (int width : new int[] {1280, 390}) {
        for (String theme : new String[] {"light", "dark"}) {
          // What a phone does not show beside one another is seen one after the other.
          try (Chromium browser = Chromium.start(width, width < 500 ? 844 : 960)) {
            browser.prefersDark(theme.equals("dark")).open(keepers.page());
            take(keepers, browser, theme + "-" + width, width < 500);
          }
        }
      }
    }
  }

  private static void take(Keepers keepers, Chromium browser, String name, boolean phone)
      throws IOException {
    TargetJvm second = keepers.jvms.get(1);
    browser.await("#nodes .chip.live", "n3");
    fill(browser, SECONDS);
    second.http().enable("txn-commit", "action=pause(60s)");
    browser.await("#log button", "parked");
    if (phone) {
      fill(browser, 4);
      picture(browser, "timeline-" + name);
    }
    // In one call, since the line moves on while it is looked for.
    browser.script(
        "[...document.querySelectorAll('#log button')]"
            + ".find(line => line.innerText.includes('parked')).click()");
    browser.await("#inspector .frames");
    if (!phone) {
      fill(browser, 7);
    }
    picture(browser, phone ? "event-" + name : "timeline-" + name);
    second.http().enable("txn-commit", "action=observe");

    if (phone) {
      browser.click("#inspector button", "Close");
    }
    browser.script("location.hash = 'points'");
    browser.click(Drilled.POINT, "txn-commit");
    browser.type(".enable input.code", "2*off->pauze(3s)");
    browser.await(".enable .said.bad");
    browser.script("document.querySelector('.below').scrollIntoView({block: 'nearest'})");
    picture(browser, "enable-" + name);

    browser.script("location.hash = 'network'");
    browser.click(".way.open[aria-label^='n1 to n2']", "open");
    browser.await(".way.cut[aria-label^='n2 to n1']");
    browser.awaitNone(".notice");
    picture(browser, "network-" + name);
    browser.click("#heal", "Heal all");
    browser.await("#network-count", "nothing is cut");
  }

  /** Lets what is shown become so many seconds long: here the time itself is what is waited for. */
  private static void fill(Chromium browser, int seconds) {
    long begin = (Long) browser.script("return Date.now()");
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .until(() -> (Long) browser.script("return Date.now()") > begin + seconds * 1000L);
  }

  private static void picture(Chromium browser, String name) throws IOException {
    browser.script("document.activeElement.blur(); document.getElementById('log').scrollTop = 0");
    fill(browser, 1);
    Files.write(INTO.resolve("page-" + name + ".png"), browser.picture());
  }
}
