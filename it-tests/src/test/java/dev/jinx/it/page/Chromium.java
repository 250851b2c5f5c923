package dev.jinx.it.page;

import dev.jinx.it.TargetJvm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A tab of the browser without anybody's cookies, and what a test looks for in it. */
final class Chromium implements AutoCloseable {
  private static final String FIND =
      """
      return [...document.querySelectorAll(arguments[0])].find(each =>
        each.textContent.includes(arguments[1])
          && each.checkVisibility({visibilityProperty: true})) ?? null;
      """;

  final ChromeDriver driver;
  private final String home;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
    this.home = driver.getWindowHandle();
  }

  static Chromium start() {
    return start(1280, 900);
  }

  /** With a view of that size; below 500 pixels as a phone has it. */
  static Chromium start(int width, int height) {
    Chromium tab = new Chromium(OneBrowser.get());
    tab.driver.switchTo().newWindow(WindowType.TAB);
    tab.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    tab.driver.manage().logs().get(LogType.BROWSER); // what is left of another tab
    return tab.size(width, height).prefersDark(false);
  }

  Chromium size(int width, int height) {
    boolean phone = width < 500;
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
    return this;
  }

  /** Opens a page of an agent, and waits until its scripts run. */
  Chromium open(String address) {
    patiently("the page of " + address)
        .until(
            () -> {
              // A browser breaks off what it loads whenever the machine's network changes.
              driver.get("http://" + address);
              return script("return document.querySelector('.views [aria-current]') !== null")
                  .equals(true);
            });
    return this;
  }

  /** Whether dark colours are wanted by the system; that little moves is wanted in any case. */
  Chromium prefersDark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    return this;
  }

  Object script(String code, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(code, arguments), "");
  }

  /** Runs the body of an asynchronous function; what it throws is thrown. */
  Object async(String body, Object... arguments) {
    Object answer =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1]; (async (...given) => {"
                + body
                + "})(...arguments).then(done, why => done('failed: ' + why.stack));",
            arguments);
    if (answer instanceof String said && said.startsWith("failed: ")) {
      throw new AssertionError(said);
    }
    return Objects.requireNonNullElse(answer, "");
  }

  /** Waits for an element that can be seen. */
  WebElement await(String selector) {
    return await(selector, "");
  }

  /** Waits for an element that can be seen and has that text in it. */
  WebElement await(String selector, String text) {
    return Objects.requireNonNull(
        patiently("'" + text + "' in " + selector + " of " + driver.getCurrentUrl())
            .until(() -> find(selector, text), found -> found != null));
  }

  /** Waits until nothing is there that can be seen. */
  void awaitNone(String selector) {
    patiently("no " + selector).until(() -> find(selector, "") == null);
  }

  static ConditionFactory patiently(String what) {
    return Awaitility.await(what)
        .atMost(TargetJvm.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50));
  }

  /** In one call: between two of them the page goes on. */
  private @Nullable WebElement find(String selector, String text) {
    return (WebElement) driver.executeScript(FIND, selector, text);
  }

  void click(String selector, String text) {
    patiently("a click on " + selector)
        .ignoreExceptionsMatching(
            why ->
                why instanceof StaleElementReferenceException
                    || why instanceof ElementClickInterceptedException) // what moves away
        .until(
            () -> {
              await(selector, text).click();
              return true;
            });
  }

  /** Points at an element. */
  void hover(String selector) {
    new Actions(driver).moveToElement(await(selector)).perform();
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

  boolean hasFocus(String selector) {
    return script("return document.activeElement.matches(arguments[0])", selector).equals(true);
  }

  /** Goes on by the tabulator until that element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 100; i++) {
      if (hasFocus(selector)) {
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
    driver.close();
    driver.switchTo().window(home);
  }
}
