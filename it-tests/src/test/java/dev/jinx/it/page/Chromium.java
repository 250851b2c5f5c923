package dev.jinx.it.page;

import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser with one window, and what a test looks for in it. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage");

  private static final String FIND =
      """
      return [...document.querySelectorAll(arguments[0])].find(each =>
        each.checkVisibility({visibilityProperty: true}) && each.innerText.includes(arguments[1])) ?? null;
      """;

  final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  static Chromium start() {
    return start(1280, 900);
  }

  /** With a window of that size; below 500 pixels as a phone has it. */
  static Chromium start(int width, int height) {
    Assumptions.assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "skipped: the page is tested with Chromium, and there is no "
            + BROWSER
            + " with its chromedriver");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(FLAGS);
    options.addArguments(
        "--user-data-dir=" + Scratch.directory("chromium"),
        "--window-size=" + width + "," + height);
    options.setCapability("goog:loggingPrefs", logs);
    if (width < 500) {
      options.setExperimentalOption(
          "mobileEmulation",
          Map.of(
              "deviceMetrics",
              Map.of("width", width, "height", height, "pixelRatio", 2.0, "touch", true)));
    }
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  /** Opens a page of an agent, and waits until its scripts run. */
  Chromium open(String address) {
    Awaitility.await("the page of " + address)
        .atMost(TargetJvm.PATIENCE)
        .until(
            () -> {
              // A browser breaks off what it loads whenever the machine's network changes.
              driver.get("http://" + address);
              return script("return document.querySelector('.views [aria-current]') !== null")
                  .equals(true);
            });
    return this;
  }

  /** Whether dark colours are wanted by the system. */
  Chromium prefersDark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  Object script(String code, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(code, arguments), "");
  }

  /** Waits for an element that can be seen. */
  WebElement await(String selector) {
    return await(selector, "");
  }

  /** Waits for an element that can be seen and has that text in it. */
  WebElement await(String selector, String text) {
    return Objects.requireNonNull(
        Awaitility.await("'" + text + "' in " + selector + " of " + driver.getCurrentUrl())
            .atMost(TargetJvm.PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> find(selector, text), found -> found != null));
  }

  /** Waits until nothing is there that can be seen. */
  void awaitNone(String selector) {
    Awaitility.await("no " + selector)
        .atMost(TargetJvm.PATIENCE)
        .until(() -> find(selector, "") == null);
  }

  /** In one call: between two of them the page goes on. */
  private @Nullable WebElement find(String selector, String text) {
    return (WebElement) driver.executeScript(FIND, selector, text);
  }

  void click(String selector, String text) {
    Awaitility.await("a click on " + selector)
        .atMost(TargetJvm.PATIENCE)
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () -> {
              await(selector, text).click();
              return true;
            });
  }

  /** Replaces what stands in a field. */
  void type(String selector, String text) {
    WebElement field = await(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Presses keys, wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Goes on by the tabulator until that element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 100; i++) {
      if (script("return document.activeElement.matches(arguments[0])", selector).equals(true)) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("no way by the tabulator to " + selector);
  }

  /** What the browser complained about since it was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("ERR_NETWORK_CHANGED")) // the machine's, not ours
        .toList();
  }

  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
