package dev.jinx.it.log;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One life after the other on the same log directory, each ended in one of several ways, and looked
 * at as soon as one after it has recovered the log. The moment of an end follows from how far the
 * program or the recovery has come, never from the time.
 */
final class Lives {
  private final Jdk jdk;
  private final Path directory;
  private final Path tallies = Scratch.directory("tallies");
  private final String log;
  private final int largest;
  private final LogCheck check;
  private final Random random;
  private int count;
  private long live;

  /** When a life ends. */
  enum End {
    /** Soon after its start, most often before the server knows of the directory. */
    EARLY,
    /** While readers read, arms come and go, and pauses are released. */
    SERVING,
    /** While it takes over what those before it left. */
    RECOVERING,
    /** While it exits by itself. */
    LEAVING,
    /** By the action {@code halt}. */
    HALTED,
    /** By itself, wholly. */
    CLEAN
  }

  /**
   * @param log more of the section {@code log}
   * @param largest rounds of a goal, about, as a power of two
   */
  Lives(Jdk jdk, Path directory, String log, int largest, LogCheck check, Random random) {
    this.largest = largest;
    this.jdk = jdk;
    this.directory = directory;
    this.log = log;
    this.check = check;
    this.random = random;
  }

  /** Lives so far. */
  int count() {
    return count;
  }

  /** Events that readers got before their server was killed. */
  long live() {
    return live;
  }

  void live(End end) {
    if (end == End.RECOVERING) {
      live(End.EARLY, 1L << largest); // so that there is something to take over
    }
    live(end, goal());
  }

  private void live(End end, long goal) {
    Round round = Surges.round(++count, tallies);
    String node = text(directory.resolve("node"));
    long bytes = size();
    Launch launch = Surges.launch(jdk, directory, log);
    try (TargetJvm jvm = Surges.start(launch, jdk, round, goal, 1L << largest)) {
      Map<String, String> seen = Map.of();
      switch (end) {
        case EARLY -> goalReached(jvm);
        case RECOVERING -> awaitRecovery(jvm, node, bytes);
        case SERVING -> seen = serve(jvm);
        case HALTED -> {
          look(jvm.http());
          goalReached(jvm);
          jvm.http().enable("last", "action=halt(137)");
          jvm.tell("halt");
          jvm.awaitExit();
        }
        case LEAVING, CLEAN -> {
          look(jvm.http());
          goalReached(jvm);
          leave(jvm, end);
        }
      }
      if (end != End.HALTED && end != End.CLEAN) {
        jvm.killAndWait();
      }
      check.over(round, end == End.HALTED, seen);
    }
  }

  /** Like random numbers of any size: most ends are early. */
  private long goal() {
    return 1L << random.nextInt(largest + 1) | random.nextInt(16);
  }

  private static void goalReached(TargetJvm jvm) {
    jvm.out().await("goal"::equals, TargetJvm.PATIENCE);
  }

  private Map<String, String> serve(TargetJvm jvm) {
    Http http = jvm.http();
    String boot = look(http);
    LiveReader reader = LiveReader.open(http, random.nextBoolean() ? "since=" + boot : "");
    for (int i = random.nextInt(4); i >= 0; i--) {
      http.enable("switched", "action=observe");
      http.release("gate");
      if (random.nextBoolean()) {
        http.disable("switched");
      }
    }
    goalReached(jvm);
    jvm.tell("goal " + goal());
    http.enable("switched", "action=observe");
    http.release("gate");
    goalReached(jvm);
    jvm.kill();
    Map<String, String> seen = reader.untilEnd();
    live += seen.size();
    return seen;
  }

  /** Checks what those before it left; answers the cursor of its own beginning. */
  private String look(Http http) {
    long boot = http.get("/health").ok().json().path("boot").asLong();
    check.look(LogText.read(directory, boot));
    return "n1@" + boot + ".0";
  }

  private void awaitRecovery(TargetJvm jvm, String node, long bytes) {
    int step = random.nextInt(5);
    long pointers = pointers();
    until(
        jvm,
        () ->
            switch (step) {
              case 0 -> !text(directory.resolve("node")).equals(node);
              case 1, 2 -> !text(directory.resolve("node")).equals(node) && size() != bytes;
              case 3 -> !text(directory.resolve("node")).equals(node) && pointers() < pointers;
              default -> false;
            });
  }

  private void leave(TargetJvm jvm, End end) {
    jvm.tell("exit");
    if (end == End.CLEAN) {
      jvm.awaitExit();
      return;
    }
    int step = random.nextInt(3);
    jvm.out().await("leaving"::equals, TargetJvm.PATIENCE);
    if (step > 0) {
      until(jvm, () -> step == 1 ? !Files.exists(jvm.portFile()) : pointers() == 0);
    }
  }

  /** Until then, or until the server serves, or the program has ended. */
  private static void until(TargetJvm jvm, Callable<Boolean> reached) {
    boolean begun = Files.exists(jvm.portFile());
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                !jvm.process().isAlive()
                    || !begun && Files.exists(jvm.portFile())
                    || reached.call());
  }

  private long pointers() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Lives::isPointer).count();
    } catch (IOException changing) {
      throw new UncheckedIOException(changing);
    }
  }

  static boolean isPointer(Path file) {
    return String.valueOf(file.getFileName()).startsWith("rings-");
  }

  private long size() {
    long size = 0;
    for (Path file : LogText.segments(directory)) {
      size += file.toFile().length();
    }
    return size;
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
