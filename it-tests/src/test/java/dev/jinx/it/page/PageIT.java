package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What is seen and done with one node. */
@ExtendWith(Targets.class)
class PageIT {
  @Test
  void pointsAreListedWithStateArmsAndHits() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      Drilled.order(jvm, "a 3");
      browser.open(jvm.address());

      assertThat(browser.await("#nodes .chip.live").getText()).contains("n1");
      assertThat(browser.await(Drilled.POINT, "a").getText()).contains("observe");
      browser.await(".point:first-child .hits", "3");
      assertThat(browser.await(Drilled.POINT, "lost").getText()).contains("missing");
      assertThat(browser.await("#points-count").getText()).isEqualTo("3");

      browser.click(Drilled.POINT, "lost");
      assertThat(browser.await(".point .details", "gait").getText()).contains("gate");
    }
  }

  @Test
  void anEventAppearsAndShowsWhatItCaptured() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      browser.open(jvm.address());
      assertThat(browser.await("#timeline-empty").getText()).contains("Enable a point");
      jvm.http().enable("a", "action=observe");
      Drilled.order(jvm, "a 1");

      assertThat(browser.await("#log button", "a").getText()).contains("hit").contains("main");
      assertThat(browser.await("#count", "1 event").getText()).isEqualTo("1 event");
      browser.click("#log button", "a");
      assertThat(browser.await("#inspector", "Captured").getText())
          .contains("who\nmain")
          .contains("com.acme.drill.Steps#a()");
    }
  }

  @Test
  void whatWasBeforeThePageIsThere() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("gate", "action=pause(5m)");
      jvm.tell("start held");
      jvm.http().await("gate", "phase=parked");
      browser.open(jvm.address());

      assertThat(browser.await("#log button", "gate").getText()).contains("parked", "held");
      assertThat(browser.await(Drilled.POINT, "gate").getText()).contains("1 parked");

      browser.await(".let-go");
      browser.script(
          "const go = document.querySelector('.let-go:not([hidden])'); go.click(); go.click()");
      jvm.out().await("held passed"::equals, TargetJvm.PATIENCE);
      browser.await("#log button", "released");
      browser.awaitNone(".let-go");
      jvm.tell("start next");
      browser.await("#log button", "next");
      assertThat(jvm.http().point("gate").path("waiters").asInt())
          .as("the second click lets nobody pass who comes later")
          .isEqualTo(1);
    }
  }

  @Test
  void termsAreCheckedWhileTheyAreTyped() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      browser.open(jvm.address());
      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "2*off->pauze(3s)");
      assertThat(browser.await(".enable .said.bad", "pauze").getText())
          .contains("did you mean 'pause'?")
          .contains("column 8");
      browser.type(".enable input.code", "return(7)");
      assertThat(browser.await(".enable .said.bad", "return").getText())
          .contains("returns nothing");
      assertThat(jvm.http().point("gate").path("enabled").asBoolean()).isFalse();

      browser.press(Keys.ENTER);
      assertThat(browser.await(".enable .said.bad", "return").isDisplayed()).isTrue();
      assertThat(jvm.http().point("gate").path("armed").asInt()).isZero();

      browser.type(".enable input.code", "2*off->pause(3s)");
      browser.await(".enable .said.good", "2*off->pause(3s)");
      assertThat(jvm.http().point("gate").path("armed").asInt()).as("only checked").isZero();
      browser.press(Keys.ENTER);
      browser.await(Drilled.POINT, "2*off->pause(3s)");
      assertThat(jvm.http().point("gate").path("enabled").asBoolean()).isTrue();

      browser.script("const ends = document.querySelector('.enable select'); ends.value = '5m';");
      browser.type(".enable input.code", "sleep(10ms)");
      browser.press(Keys.ENTER);
      browser.await(".shadowed", "arm 1 (2*off->pause(3s)) is older and takes all hits");
      browser.click(".shadowed button", "Disable it");
      browser.awaitNone(".shadowed");
      Chromium.patiently("the arm in its place")
          .until(() -> jvm.http().point("gate").path("armed").asInt() == 3);
      browser.type(".enable input.code", "sleep(20ms)");
      browser.press(Keys.ENTER);
      browser.await(Drilled.POINT, "sleep(20ms)");
      assertThat(jvm.http().point("gate").path("arms")).as("a lease is used again").hasSize(1);
    }
  }

  @Test
  void aParkedThreadShowsItsStackAndIsLetGoWithAnOutcome() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      browser.open(jvm.address());
      jvm.http().enable("gate", "action=pause(5m)");
      jvm.tell("start held");
      browser.click("#log button", "parked");

      assertThat(browser.await("#inspector .frames", "Steps.gate").getText())
          .contains("com.acme.drill.Drill");
      browser.type(".release input", "return(7)");
      browser.click(".release button", "Release");
      browser.await(".release .said", "returns nothing");
      assertThat(jvm.http().point("gate").path("waiters").asInt()).as("stands there").isEqualTo(1);

      browser.type(".release input", "throw(java.lang.IllegalStateException, \"as told\")");
      browser.click(".release button", "Release");
      browser.await("#log button", "released");
      jvm.err().await(line -> line.contains("IllegalStateException: as told"), TargetJvm.PATIENCE);
      browser.await("#inspector", "Stood");
    }
  }

  @Test
  void theViewStandsStillWhileItIsPausedAndNothingIsLost() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      browser.open(jvm.address());
      Drilled.order(jvm, "a 1");
      browser.await("#count", "1 event");
      browser.click("#pause", "Pause view");
      Drilled.order(jvm, "a 4");
      assertThat(browser.await("#count", "5 events").getText()).endsWith("4 new");
      assertThat(browser.driver.findElements(org.openqa.selenium.By.cssSelector("#log li")))
          .hasSize(1);
      browser.click("#pause", "Go on");
      browser.await("#log li:nth-child(5)");

      browser.hover("#log li:first-child button");
      browser.await("#log-held", "stands still");
      Drilled.order(jvm, "a 2");
      browser.await("#log-held", "2 new");
      browser.awaitNone("#log li:nth-child(6)");
      browser.hover("#timeline-title");
      browser.await("#log li:nth-child(7)");
    }
  }

  @Test
  void theFilterHidesWhatIsNotMeantAndSaysSo() {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start()) {
      jvm.http().enable("a", "action=observe");
      jvm.http().enable("gate", "action=observe");
      browser.open(jvm.address());
      Drilled.order(jvm, "a 3");
      Drilled.order(jvm, "gate 2");
      browser.await("#count", "5 events");
      browser.type("#filter", "ga*");
      browser.await("#count", "showing 2 of 5");
      browser.awaitNone("#log li:nth-child(3)");
      assertThat(browser.await("#log li:nth-child(2)").getText()).contains("gate");
    }
  }
}
