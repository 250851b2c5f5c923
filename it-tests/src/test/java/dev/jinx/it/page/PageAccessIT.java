package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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

  @Test
  void nothingIsWrongWithItByTheRulesOfAxe() throws IOException {
    try (TargetJvm jvm = Drilled.begin(Drilled.launch(""));
        Chromium browser = Chromium.start(1280, 850)) {
      Drilled.ready(jvm);
      jvm.http().enable("a", "action=observe");
      jvm.http().enable("gate", "action=pause(5m)");
      browser.open(jvm.address() + "/#points");
      browser.script(axe());
      Drilled.order(jvm, "a 3");
      jvm.tell("start held");
      browser.await(Drilled.POINT, "1 parked");
      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "pauze");
      browser.await(".enable .said.bad");
      browser.click("#log button", "parked");
      browser.await("#inspector .frames");
      for (int width : new int[] {1280, 390}) {
        browser.size(width, 850);
        for (boolean dark : new boolean[] {false, true}) {
          browser.prefersDark(dark);
          for (String view : List.of("points", "timeline", "network")) {
            browser.script("location.hash = arguments[0]", view);
            browser.await("body[data-view=" + view + "]");
            check(browser, view + " at " + width + (dark ? ", dark" : ", light"));
          }
        }
      }
      browser.script("location.hash = 'timeline'");
      browser.await("body[data-view=timeline]");
      aFingerGoesBackInTime(browser);
    }
  }

  private static void aFingerGoesBackInTime(Chromium browser) {
    browser.click("#inspector button", "Close");
    browser.awaitNone("#inspector.open");
    browser.await("#pause[aria-pressed=false]");
    touch(browser, "touchStart", List.of(Map.of("x", 200, "y", 300)));
    touch(browser, "touchMove", List.of(Map.of("x", 240, "y", 300)));
    touch(browser, "touchMove", List.of(Map.of("x", 320, "y", 300)));
    touch(browser, "touchEnd", List.of());
    browser.await("#pause[aria-pressed=true]");
  }

  private static void touch(Chromium browser, String type, List<Map<String, Integer>> fingers) {
    browser.driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
  }

  private static void check(Chromium browser, String view) {
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
      browser.press("pause(5m)", Keys.ENTER);
      browser.await(Drilled.POINT, "pause(5m)");
      jvm.tell("start held");
      browser.await(Drilled.POINT, "1 parked");
      browser.await("#log button", "parked"); // the lanes have it, too

      browser.tabTo("#canvas");
      browser.press(Keys.ARROW_DOWN);
      browser.await("#pause[aria-pressed=true]");
      assertThat(announced(browser)).contains("gate parked, held at n1");
      browser.press(Keys.ENTER);
      browser.await("#inspector .frames", "Steps.gate");
      browser.tabTo(".release input");
      browser.press("continue", Keys.ENTER);
      jvm.out().await("held passed"::equals, TargetJvm.PATIENCE);
      browser.await("#inspector", "Stood");
      assertThat(browser.hasFocus("#inspector button")).as("what is drawn anew keeps it").isTrue();
      browser.press(Keys.ENTER);
      browser.awaitNone("#inspector.open");
      assertThat(browser.hasFocus("#canvas")).as("where it came from").isTrue();

      browser.script("document.activeElement.blur()");
      browser.press("+");
      assertThat(browser.script("return document.getElementById('span').selectedOptions[0].text"))
          .isEqualTo("15.0 s");
      browser.script("location.hash = 'points'");
      browser.await("body[data-view=points]");
      browser.script("document.querySelector('.skip').click()");
      assertThat(browser.hasFocus("#main")).isTrue();
      browser.await("body[data-view=points]");
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
