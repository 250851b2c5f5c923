package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Curl;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.behaviour.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * A JVM under bursts of load is killed and started anew at the same address, while three readers
 * come back to it: the Java client, curl and a browser. {@code -Djinx.fuzz=full} has it killed 100
 * times; {@code -Djinx.restarts=N} sets how often, {@code -Djinx.restarts.rounds=N} how many rounds
 * of about three events a burst has.
 */
class RestartsIT {
  private static final int WINDOW = 5_000;

  @OnNewestJdk
  void whatThreeReadersGotIsWhatTheLogHas(Jdk jdk) throws Exception {
    Assumptions.assumeTrue(Curl.isInstalled(), "curl is not installed");
    Assumptions.assumeTrue(Browser.isInstalled(), "no Chromium at " + Browser.CHROMIUM);
    boolean full = "full".equals(System.getProperty("jinx.fuzz"));
    int restarts = Integer.getInteger("jinx.restarts", full ? 100 : 3);
    int rounds = Integer.getInteger("jinx.restarts.rounds", full ? 16_000 : 3_000);
    try (BrowserReader browser = BrowserReader.serve()) {
      new Run(jdk, browser).run(restarts, rounds);
    }
  }

  private static final class Run {
    private final Jdk jdk;
    private final BrowserReader browser;
    private final Path directory = Scratch.directory("log");
    private final Path tallies = Scratch.directory("tallies");
    private final int port = Ports.free();
    private final String address = "127.0.0.1:" + port;
    private final Seen curled = new Seen("curl");
    private int lives;

    Run(Jdk jdk, BrowserReader browser) throws IOException {
      this.jdk = jdk;
      this.browser = browser;
    }

    void run(int restarts, int rounds) throws Exception {
      String events = "http://" + address + "/v2/error_injection/events?since=earliest";
      TargetJvm jvm = start();
      try (Curl curl = Curl.read(events, curled::add);
          ClientReader client =
              ClientReader.start(address, Scratch.directory("client").resolve("positions"))) {
        browser.open(events, Scratch.directory("profile"));
        for (int i = 0; i < restarts; i++) {
          awaitAll(jvm, boot(jvm), 1, client);
          if (i % 3 == 1) {
            client.startAnew();
          }
          jvm.tell("goal " + rounds);
          jvm.out().await("goal"::equals, TargetJvm.PATIENCE);
          jvm.close();
          jvm = start();
        }
        jvm.tell("quiet");
        jvm.out().await("quiet"::equals, TargetJvm.PATIENCE);
        String end = jvm.http().get("/health").ok().json().path("cursor").asText();
        awaitAll(jvm, boot(jvm), Long.parseLong(end.substring(end.lastIndexOf('.') + 1)), client);
        jvm.terminate();
        jvm.awaitExit();
        compare(curl, client);
      } finally {
        jvm.close();
      }
    }

    private TargetJvm start() {
      String more = "server: { origins: [ \"" + browser.origin() + "\" ] }\n";
      TargetJvm jvm =
          Surges.start(
              Surges.launch(jdk, directory, ", retention: 8GB", more)
                  .option("port", Integer.toString(port)),
              jdk,
              Surges.round(++lives, tallies),
              1,
              5_000);
      jvm.address();
      jvm.out().await("goal"::equals, TargetJvm.PATIENCE);
      return jvm;
    }

    private static long boot(TargetJvm jvm) {
      return jvm.http().get("/health").ok().json().path("boot").asLong();
    }

    private void awaitAll(TargetJvm jvm, long boot, long seq, ClientReader client) {
      try {
        Awaitility.await()
            .atMost(TargetJvm.PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .failFast("the target ended", () -> !jvm.process().isAlive())
            .until(
                () ->
                    curled.hasReached(boot, seq)
                        && client.seen().hasReached(boot, seq)
                        && browser.seen().hasReached(boot, seq));
      } catch (ConditionTimeoutException late) {
        String at =
            "in life %d not all have come to %d.%d: curl %s, client %s, browser %s"
                .formatted(
                    lives, boot, seq, curled.last(), client.seen().last(), browser.seen().last());
        throw new AssertionError(at, late);
      }
    }

    private void compare(Curl curl, ClientReader client) {
      Seen log = new Seen("the log");
      Rate rate = new Rate(WINDOW);
      LogText.forEach(
          directory,
          line -> {
            log.add(line.boot(), line.seq(), line.json());
            rate.add(line);
          });
      assertThat(log.repeated()).isZero();
      curled.assertSameAs(log);
      browser.seen().assertSameAs(log);
      client.seen().assertSameAs(log);
      assertThat(curled.repeated()).as("who knows its last id gets nothing twice").isZero();
      assertThat(browser.seen().repeated()).as("nor does a browser").isZero();
      assertThat(curl.connections()).isGreaterThanOrEqualTo(lives);
      assertThat(browser.connections()).isGreaterThanOrEqualTo(lives);
      System.err.printf(
          "%s: %d restarts, %d events; at most %d events/s over %d events; connections: curl %d,"
              + " browser %d; the client got %d again after breaking off%n",
          jdk,
          lives - 1,
          log.count(),
          rate.highest(),
          WINDOW,
          curl.connections(),
          browser.connections(),
          client.seen().repeated());
    }
  }

  /** How fast the events came, by their own clocks. */
  private static final class Rate {
    private final ArrayDeque<Long> window = new ArrayDeque<>();
    private final int size;
    private long boot;
    private long highest;

    Rate(int size) {
      this.size = size;
    }

    void add(LogText.Line line) {
      if (line.boot() != boot) {
        window.clear();
        boot = line.boot();
      }
      String text = line.text();
      int at = text.indexOf("\"nanos\":") + "\"nanos\":".length();
      window.add(Long.parseLong(text, at, text.indexOf(',', at), 10));
      if (window.size() > size) {
        long nanos = Math.max(1, window.getLast() - window.removeFirst());
        highest = Math.max(highest, size * 1_000_000_000L / nanos);
      }
    }

    long highest() {
      return highest;
    }
  }
}
