package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.log.Lives.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * JVMs that are killed at any moment, one after the other on one log directory. {@code
 * -Djinx.fuzz=full} has 1,000 of them killed, {@code -Djinx.fuzz.kills=N} that many, {@code
 * -Djinx.fuzz.seed=N} repeats a run's choices.
 */
class EventLogKillIT {
  private static final List<End> ENDS =
      List.of(End.EARLY, End.RECOVERING, End.SERVING, End.LEAVING, End.HALTED);
  private static final int FULL = 1_000;

  @OnEveryJdk
  void whatWasSeenOutsideIsInTheLogOnceAndInOrder(Jdk jdk) throws Exception {
    run(jdk, ", retention: 64MB", 12, new LogCheck(true), kills(5));
  }

  @OnEveryJdk
  void segmentsThatComeAndGoLoseNothingButTheirFront(Jdk jdk) throws Exception {
    run(jdk, ", retention: 4MB", 9, new LogCheck(false), kills(3));
  }

  private static int kills(int usual) {
    int otherwise = "full".equals(System.getProperty("jinx.fuzz")) ? FULL : usual;
    return Integer.getInteger("jinx.fuzz.kills", otherwise);
  }

  private static void run(Jdk jdk, String log, int largest, LogCheck check, int kills)
      throws Exception {
    Path directory = Scratch.directory("log");
    long seed = Long.getLong("jinx.fuzz.seed", System.nanoTime());
    Random random = new Random(seed);
    Lives lives = new Lives(jdk, directory, log, largest, check, random);
    try {
      for (int i = 0; i < kills; i++) {
        lives.live(i < ENDS.size() ? ENDS.get(i) : ENDS.get(random.nextInt(ENDS.size())));
      }
      lives.live(End.CLEAN);
      check.look(LogText.read(directory));
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError(
          "with jinx.fuzz.seed=" + seed + " in life " + lives.count() + ", " + directory, failed);
    }
    assertThat(check.events()).isPositive();
    assertThat(lives.live()).as("events that readers got before a kill").isPositive();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(Lives::isPointer)).as("rings that lie about").isEmpty();
    }
    System.err.println(
        jdk
            + ": "
            + kills
            + " lives ended, "
            + check.events()
            + " events checked, "
            + lives.live()
            + " of them seen live; seed "
            + seed);
  }
}
