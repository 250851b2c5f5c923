package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScribeTest {
  private final EventLog log = new EventLog("n1", 4, 1 << 20, null, null);
  private final Scribe scribe = new Scribe(log, new HitLines(new StandardError(), false));
  private final Point point =
      Points.declare(new Declaration("scribe", "A#scribe", Position.ENTRY, "test"));

  @BeforeEach
  void takeInWhatOthersLeft() {
    EventLog other = new EventLog("n1", 3, 1 << 20, null, null);
    new Scribe(other, new HitLines(new StandardError(), false)).takeIn();
  }

  @AfterEach
  void disarm() {
    Arming.end(Arming.arms(List.of(point), null), null, false);
    scribe.takeIn();
    Points.remove(point);
  }

  private void hit() throws Throwable {
    Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
    Site.hit(Site.of(point, "A#scribe()", shape).id(), new Object[0]);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    LogReader reader = log.read(0);
    while (reader.next()) {
      lines.add(reader.json());
    }
    return lines;
  }

  @Test
  void anEventThatCannotBeWrittenIsAGapWithItsNumberAndItsHitCounts() throws Throwable {
    ArmSpec spec = new ArmSpec(Terms.parse("observe"), false, 1, Map.of(), null, null, null);
    Arming.begin(point, spec);
    Arm arm = Arming.arms(List.of(point), null).get(0);
    hit();
    scribe.takeIn();
    // What the scribe keeps with the arm is not its own any more.
    arm.note = "damaged";
    hit();
    hit();
    scribe.takeIn();
    arm.note = null;
    hit();
    scribe.takeIn();
    List<String> lines = lines();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("\"hit\":1,", "\"seq\":1,");
    assertThat(lines.subList(1, 3))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"type\":\"gap\"", "\"lost\":1,", "could not be written"));
    assertThat(lines.get(2)).contains("\"seq\":3,");
    assertThat(lines.get(3)).contains("\"hit\":4,", "\"seq\":4,");
    assertThat(scribe.unwritten()).isEqualTo(2);
    assertThat(scribe.lost()).as("they had found room").isZero();
    assertThat(point.hits()).isEqualTo(4);
  }

  @Test
  @Timeout(60)
  void whoTakesInComesBeforeTheScribesNextRoundHoweverManyHitsThereAre() throws Throwable {
    ArmSpec spec = new ArmSpec(Terms.parse("observe"), false, 1, Map.of(), null, null, null);
    Arming.begin(point, spec);
    Semaphore published = new Semaphore(0);
    Semaphore more = new Semaphore(0);
    List<Thread> publishers = new CopyOnWriteArrayList<>();
    log.addListener(
        () -> {
          publishers.add(Thread.currentThread());
          if (Thread.currentThread().getName().equals("jinx-scribe")) {
            published.release();
            more.acquireUninterruptibly();
          } else {
            hitOften();
          }
        });
    hitOften();
    scribe.start();
    try {
      for (int i = 0; i < 200; i++) {
        published.acquire();
        // In the midst of its round: there is more for the next one, and somebody else waits.
        hitOften();
        Thread other = new Thread(scribe::takeIn);
        other.start();
        while (other.getState() != Thread.State.WAITING
            && other.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
        more.release();
        other.join();
        assertThat(publishers.get(2 * i + 1)).isSameAs(other);
      }
    } finally {
      more.release(1_000_000);
      scribe.close();
    }
  }

  /** So often that the scribe goes on at once. */
  private void hitOften() {
    for (int i = 0; i < 100; i++) {
      try {
        hit();
      } catch (Throwable impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
