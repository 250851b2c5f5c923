package dev.jinx.disk;

import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.HitView;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Releasing;
import dev.jinx.bootstrap.RingFile;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Terms;
import dev.jinx.log.EventLog;
import dev.jinx.log.HitLines;
import dev.jinx.log.Scribe;
import dev.jinx.log.StandardError;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JVM of its own for {@link TakeOverTest}: hits points, and dies without a word. */
final class DyingNode {
  private static final Point PLAIN = declare("plain");
  private static final Point PAUSED = declare("paused");
  private static final Point SECOND = declare("second");
  private static final Point SHOWN = declare("shown");

  private DyingNode() {}

  /**
   * @param arguments the log directory, the ring file, and how often the scribe takes in half-way,
   *     0 or 1; or {@code named} where the rings are to say whose they are, {@code reused} where
   *     all that is done is that a number is another arm's, {@code closed} where it ends in peace,
   *     but without its log directory, or {@code interrupted} where its thread was when it began
   */
  public static void main(String[] arguments) throws Throwable {
    Path directory = Path.of(arguments[0]);
    Path rings = Path.of(arguments[1]);
    Path pointer = directory.resolve("rings-1");
    Files.writeString(pointer, rings + "\n");
    if (arguments[2].equals("interrupted")) {
      Thread.currentThread().interrupt();
    }
    RingFile file = RingFile.open(new File(rings.toString()), pointer.toFile(), 16 << 20);
    if (Thread.interrupted()) {
      System.out.println(isLocked(rings) ? "locked" : "not locked");
      die();
    }
    if (arguments[2].equals("named")) {
      file.name(1, RingSweep.owner(pointer));
    }
    if (arguments[2].equals("closed")) {
      Files.delete(pointer);
      file.delete();
      die();
    }
    Scribe scribe =
        new Scribe(
            new EventLog("n1", 1, 1 << 20, null, null), new HitLines(new StandardError(), false));
    arm(PLAIN, "observe", Map.of("why", "a \"test\""), null);
    if (arguments[2].equals("reused")) {
      reuse(scribe);
      die();
    }
    arm(PAUSED, "pause(1h)", Map.of(), null);
    arm(SECOND, "1*off->observe", Map.of(), null);
    arm(SHOWN, "observe", Map.of(), new Long100());
    hit(PLAIN);
    Thread held = new Thread(() -> hit(PAUSED), "held");
    held.start();
    // It stands among the waiters before it has published that.
    while (held.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 3; i++) {
      hit(SECOND);
    }
    if (arguments[2].equals("1")) {
      scribe.takeIn();
    }
    // A number that an arm had is another's now, once all of the first is taken in.
    Arming.end(Arming.arms(List.of(PLAIN), null), null, false);
    arm(PLAIN, "sleep(1us)", Map.of(), null);
    hit(PLAIN);
    hit(SHOWN);
    Releasing.release(PAUSED, new Releasing.Choice(null, null, null, 1), Terms.parse("sleep(1ms)"));
    held.join();
    hit(PLAIN);
    file.clock();
    die();
  }

  private static boolean isLocked(Path rings) throws Exception {
    try (FileChannel channel = FileChannel.open(rings, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException byThisProcess) {
      return true;
    }
  }

  private static void reuse(Scribe scribe) throws Exception {
    hit(PLAIN);
    hit(PLAIN);
    scribe.takeIn();
    Arming.end(Arming.arms(List.of(PLAIN), null), null, false);
    Arming.tidy(scribe::takeIn);
    arm(SECOND, "observe", Map.of(), null);
    hit(SECOND);
  }

  private static void die() {
    System.out.println("done");
    System.out.flush();
    Runtime.getRuntime().halt(9);
  }

  private static Point declare(String name) {
    return Points.declare(new Declaration(name, "A#" + name, Position.ENTRY, "test"));
  }

  private static void arm(
      Point point, String terms, Map<String, String> parameters, @Nullable Capture capture)
      throws Exception {
    Arming.begin(point, new ArmSpec(Terms.parse(terms), false, 1, parameters, null, capture, null));
  }

  private static void hit(Point point) {
    try {
      Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
      Site.hit(Site.of(point, "A#" + point.name() + "()", shape).id(), new Object[0]);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Captures a text of a hundred characters. */
  private static final class Long100 implements Capture {
    @Override
    public Map<String, String> texts() {
      return Map.of("it", "'x'");
    }

    @Override
    public byte[] render(HitView hit) {
      return ("{\"it\":\"" + "x".repeat(100) + "\"}").getBytes(StandardCharsets.UTF_8);
    }
  }
}
