package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** For those who hear the page, who have no mouse, who need contrast; and what the browser says. */
@ExtendWith(Targets.class)
class PageAccessIT {
  private static final String RULES =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        found => done(found.violations.map(rule => rule.id + ': ' +
          rule.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))),
        why => done([String(why)]));
      """;

  private static String axe() throws IOException {
    try (InputStream in = PageAccessIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
  void nothingIsWrongWithItByTheRulesOfAxe(int width, String theme) throws IOException {
    try (Chromium browser = Chromium.start(width, 850);
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      jvm.http().enable("gate", "action=pause(60s)");
      browser.prefersDark(theme.equals("dark")).open(jvm.address() + "/#points");
      Drilled.order(jvm, "a 3");
      jvm.tell("start held");
      browser.await(Drilled.POINT, "1 parked");
      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "pauze");
      browser.await(".enable .said.bad");
      check(browser, "the points");
      browser.script("location.hash = 'timeline'");
      browser.click("#log button", "parked");
      browser.await("#inspector .frames");
      check(browser, "the timeline");
      browser.script("location.hash = 'network'");
      browser.await("#network-body .empty");
      check(browser, "the network");
    }
  }

  private static void check(Chromium browser, String view) throws IOException {
    browser.script(axe());
    @SuppressWarnings("unchecked")
    List<String> wrong = (List<String>) browser.driver.executeAsyncScript(RULES);
    assertThat(wrong).as(view).isEmpty();
    assertThat(browser.script("return document.documentElement.scrollWidth - innerWidth"))
        .as(view + " fits the window")
        .isEqualTo(0L);
  }

  @Test
  void allIsDoneByTheKeyboardAlone() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      browser.open(jvm.address());
      browser.await(Drilled.POINT, "gate");
      browser.tabTo("#point-list li:nth-child(2) .point-head");
      browser.press(Keys.ENTER);
      browser.tabTo(".enable input.code");
      browser.press("pause(60s)", Keys.ENTER);
      browser.await(Drilled.POINT, "pause(60s)");
      jvm.tell("start held");
      browser.await(Drilled.POINT, "1 parked");

      browser.tabTo("#canvas");
      browser.press(Keys.ARROW_DOWN);
      browser.await("#pause[aria-pressed=true]");
      assertThat(announced(browser)).contains("gate parked, held at n1");
      browser.press(Keys.ENTER);
      browser.await("#inspector .frames", "Steps.gate");
      browser.tabTo(".release input");
      browser.press("continue", Keys.ENTER);
      jvm.out().await("held passed"::equals, TargetJvm.PATIENCE);

      browser.script("document.activeElement.blur()");
      browser.press("3");
      browser.await("#network");
      browser.press("?");
      browser.await("dialog", "Keyboard");
      browser.press(Keys.ESCAPE);
      browser.awaitNone("dialog");
    }
  }

  private static String announced(Chromium browser) {
    return browser.script("return document.getElementById('announcer').textContent").toString();
  }

  @Test
  void theBrowserHasNothingToComplainAbout() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      browser.open(jvm.address());
      Drilled.order(jvm, "a 3");
      browser.click("#log button", "a");
      browser.await("#inspector", "Captured");
      browser.click(Drilled.POINT, "gate");
      browser.script("location.hash = 'network'");
      browser.await("#network-body .empty");
      browser.click("#theme", "");
      browser.press("?");
      browser.await("dialog", "Keyboard");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
