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
  private final int port = Ports.free();

  private Launch first() {
    return Drilled.launch("").option("port", Integer.toString(port));
  }

  /** One that lets the page of the first in. */
  private Launch second() {
    return Drilled.launch("server: { origins: [ \"http://127.0.0.1:" + port + "\" ] }\n")
        .option("node", "n2");
  }

  private static Launch locked(Launch launch, String token) throws Exception {
    Path file = Scratch.directory("token").resolve("token");
    Files.writeString(file, token + "\n");
    return launch.option("token-file", file.toString());
  }

  @Test
  void aSecondNodeStandsBesideTheFirst() {
    try (TargetJvm one = Drilled.begin(first());
        TargetJvm two = Drilled.begin(second());
        Chromium browser = Chromium.start()) {
      String other = Drilled.ready(two).address();
      browser.open(Drilled.ready(one).address() + "/?node=n2=" + other + ",again=" + other);
      browser.await("#nodes .chip.live", "n1");
      browser.await("#nodes .chip.live", "n2");
      assertThat(browser.script("return document.querySelectorAll('.chip').length"))
          .as("an address that is named twice is one node")
          .isEqualTo(2L);
      one.http().enable("a", "action=observe");
      two.http().enable("a", "action=observe");
      Drilled.order(one, "a 1");
      Drilled.order(two, "a 1");
      browser.await("#log button", "n1");
      browser.await("#log button", "n2");
      browser.await(".point:first-child .hits", "2");

      browser.click(Drilled.POINT, "gate");
      browser.type(".enable input.code", "pause(5m)");
      browser.click(".at-nodes label", "n1");
      browser.click(".enable button", "Enable");
      browser.await(Drilled.POINT, "pause(5m) · n2");
      assertThat(one.http().point("gate").path("enabled").asBoolean()).isFalse();
      assertThat(two.http().point("gate").path("enabled").asBoolean()).isTrue();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aNodeThatDoesNotLetThePageInIsToldWithWhatToDoAndOneThatNobodyListensAtIsGone() {
    int nobody = Ports.free();
    try (TargetJvm one = Drilled.begin(first());
        TargetJvm two = Drilled.begin(Drilled.launch(""));
        Chromium browser = Chromium.start()) {
      String other = Drilled.ready(two).address();
      browser.open(Drilled.ready(one).address() + "/?node=n2=" + other + ",n3=127.0.0.1:" + nobody);
      assertThat(browser.await("#banners .warn", "n2 answers").getText())
          .contains("server: { origins: [ \"http://" + one.address() + "\" ] }");
      browser.await("#banners .bad", "n3 does not answer at 127.0.0.1:" + nobody);
      browser.await("#nodes .chip.live", "n1");
    }
  }

  @Test
  void thePageSignsInWithTheTokenAndAReloadNeedsItNoMore() throws Exception {
    try (TargetJvm jvm = Drilled.begin(locked(Drilled.launch(""), "s3cret"));
        Chromium browser = Chromium.start()) {
      browser.open(Drilled.ready(jvm).address());
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
  void anotherNodeTakesItsOwnTokenAndOneOfAnotherHostIsAskedForNone() throws Exception {
    try (TargetJvm one = Drilled.begin(locked(first(), "first"));
        TargetJvm two = Drilled.begin(locked(second(), "second"));
        Chromium browser = Chromium.start()) {
      String second = Drilled.ready(two).address();
      String elsewhere = second.replace("127.0.0.1", "localhost");
      browser.open(
          Drilled.ready(one).address() + "/?node=n2=" + second + ",elsewhere=" + elsewhere);
      browser.type(signIn(one), "first");
      browser.type(signIn(two), "second");
      browser.click(".sign-in:has(" + signIn(one) + ") button", "Sign in");
      browser.await("#nodes .chip.live", "n1");
      browser.click(".sign-in:has(" + signIn(two) + ") button", "Sign in");
      browser.await("#nodes .chip.live", "n2");
      browser.await("#nodes .chip.live", "n1");
      browser.await(Drilled.POINT, "gate");
      browser.await("#banners .locked", "not the host of this page");
      browser.awaitNone(".sign-in");
    }
  }

  private static String signIn(TargetJvm jvm) {
    return "#token-" + jvm.address().replaceAll("\\W", "-");
  }
}
