package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More nodes than the one that gave the page, and nodes that want their token. */
@ExtendWith(Targets.class)
class PageNodesIT {
  private static Launch second(String origins) {
    return Drilled.launch("server: { origins: [ " + origins + " ] }\n").option("node", "n2");
  }

  private static Launch locked(Launch launch, String token) throws Exception {
    Path file = Scratch.directory("token").resolve("token");
    Files.writeString(file, token + "\n");
    return launch.option("token-file", file.toString());
  }

  @Test
  void aSecondNodeStandsBesideTheFirst() {
    try (Chromium browser = Chromium.start();
        TargetJvm one = Drilled.start();
        TargetJvm two = Drilled.start(second("\"http://" + one.address() + "\""))) {
      browser.open(one.address() + "/?node=n2=" + two.address());
      browser.await("#nodes .chip.live", "n1");
      browser.await("#nodes .chip.live", "n2");
      one.http().enable("a", "action=observe");
      two.http().enable("a", "action=observe");
      Drilled.order(one, "a 1");
      Drilled.order(two, "a 1");
      browser.await("#log button", "n1");
      browser.await("#log button", "n2");
      browser.await(".point:first-child .hits", "2");

      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "pause(60s)");
      browser.click(".at-nodes label", "n1");
      browser.click(".enable button", "Enable");
      browser.await(Drilled.POINT, "pause(60s)");
      assertThat(one.http().point("gate").path("enabled").asBoolean()).isFalse();
      assertThat(two.http().point("gate").path("enabled").asBoolean()).isTrue();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aNodeThatDoesNotLetThePageInIsToldWithWhatToDo() {
    try (Chromium browser = Chromium.start();
        TargetJvm one = Drilled.start();
        TargetJvm two = Drilled.start()) {
      browser.open(one.address() + "/?node=n2=" + two.address());
      assertThat(browser.await("#banners .warn", "n2 answers").getText())
          .contains("server: { origins: [ \"http://" + one.address() + "\" ] }");
    }
  }

  @Test
  void aNodeThatNobodyListensAtIsGone() throws Exception {
    int port = Ports.free();
    try (Chromium browser = Chromium.start();
        TargetJvm one = Drilled.start()) {
      browser.open(one.address() + "/?node=n2=127.0.0.1:" + port);
      browser.await("#banners .bad", "n2 does not answer at 127.0.0.1:" + port);
      browser.await("#nodes .chip.live", "n1");
    }
  }

  @Test
  void thePageSignsInWithTheTokenAndAReloadNeedsItNoMore() throws Exception {
    try (Chromium browser = Chromium.start();
        TargetJvm jvm = Drilled.start(locked(Drilled.launch(""), "s3cret"))) {
      browser.open(jvm.address());
      browser.type(".sign-in input", "wrong");
      browser.click(".sign-in button", "Sign in");
      browser.await(".sign-in .error", "that is not this server's token");
      browser.type(".sign-in input", "s3cret");
      browser.click(".sign-in button", "Sign in");
      browser.await(Drilled.POINT, "gate");
      assertThat((String) browser.script("return document.cookie")).as("HttpOnly").isEmpty();

      browser.open(jvm.address());
      browser.await(Drilled.POINT, "gate");
      browser.awaitNone(".sign-in");
    }
  }

  @Test
  void anotherNodeTakesItsOwnToken() throws Exception {
    try (Chromium browser = Chromium.start();
        TargetJvm one = Drilled.start(locked(Drilled.launch(""), "first"));
        TargetJvm two =
            Drilled.start(locked(second("\"http://" + one.address() + "\""), "second"))) {
      browser.open(one.address() + "/?node=n2=" + two.address());
      browser.type(signIn(one), "first");
      browser.type(signIn(two), "second");
      browser.click(".sign-in:has(" + signIn(one) + ") button", "Sign in");
      browser.await("#nodes .chip.live", "n1");
      browser.click(".sign-in:has(" + signIn(two) + ") button", "Sign in");
      browser.await("#nodes .chip.live", "n2");
      browser.await("#nodes .chip.live", "n1");
      two.http(); // waits for its port file
      browser.await(Drilled.POINT, "gate");
    }
  }

  private static String signIn(TargetJvm jvm) {
    return "#token-" + jvm.address().replaceAll("\\W", "-");
  }
}
