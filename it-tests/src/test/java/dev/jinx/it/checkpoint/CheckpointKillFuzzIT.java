package dev.jinx.it.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import dev.jinx.it.checkpoint.Writer.Conduct;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writers of one checkpoint file, killed; and that the fuzz would notice. */
@ExtendWith(Targets.class)
class CheckpointKillFuzzIT {
  private static final boolean FULL = "full".equals(System.getProperty("jinx.fuzz"));
  private static final int WAVES = FULL ? 250 : 4;
  private static final int MOST_WAVES = 10;

  @Test
  void killedWritersLoseNothingAndNothingGoesBack() throws IOException {
    long seed = Long.getLong("jinx.fuzz.seed", System.nanoTime());
    Random random = new Random(seed);
    KillFuzz fuzz = new KillFuzz(Conduct.SOUND, TargetJvm.PATIENCE, seed);
    try {
      fuzz.wave(false);
      fuzz.wave(false); // from zero on a file that is further
      fuzz.wave(true);
      for (int wave = 3; wave < WAVES; wave++) {
        fuzz.wave(random.nextBoolean());
      }
    } catch (AssertionError found) {
      throw new AssertionError(found.getMessage() + " (seed " + seed + ")", found);
    }
    System.out.println("checkpoint fuzz, seed " + seed + ": " + fuzz.account());
  }

  @Test
  void theFuzzFindsALockThatDoesNothing() {
    // Two that write at once may also take each other's unfinished file away, and fail.
    found(Conduct.UNLOCKED, TargetJvm.PATIENCE)
        .hasMessageMatching("(?s)(lost|went back|ended by itself).*");
  }

  @Test
  void theFuzzFindsWritersThatEndEarly() {
    found(Conduct.ENDS_EARLY, TargetJvm.PATIENCE).hasMessageStartingWith("ended by itself");
  }

  @Test
  void theFuzzFindsWritersThatHang() {
    found(Conduct.HANGS, Duration.ofSeconds(1)).hasMessageStartingWith("no progress");
  }

  @Test
  void theFuzzFindsWritersThatRunAndComeNowhere() {
    found(Conduct.STANDS_STILL, TargetJvm.PATIENCE).hasMessageStartingWith("no progress");
  }

  @Test
  void theFuzzFindsAStoreThatStoresNothing() {
    found(Conduct.STORES_NOTHING, TargetJvm.PATIENCE).hasMessageStartingWith("lost");
  }

  private static AbstractThrowableAssert<?, ?> found(Conduct conduct, Duration patience) {
    KillFuzz fuzz = new KillFuzz(conduct, patience, 1);
    return assertThatThrownBy(
            () -> {
              fuzz.wave(false);
              for (int wave = 1; wave < MOST_WAVES; wave++) {
                fuzz.wave(true); // ends as soon as something is found
              }
            })
        .isInstanceOf(AssertionError.class);
  }
}
