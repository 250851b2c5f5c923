package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes as fast as it can, killed in the middle of it, again and again. */
class KillTest {
  private static final int KILLS = Integer.getInteger("jinx.kills", 8);

  @TempDir Path directory;

  @Test
  void whatWasCommittedWhenTheProcessWasKilledIsThereInOrderAndOnce() throws Exception {
    long seed = Long.getLong("jinx.fuzz.seed", System.nanoTime());
    String repeat = "with jinx.fuzz.seed=" + seed;
    Random random = new Random(seed);
    List<Position> committed = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      Process writer = Child.start("write", directory.toString(), "40000000");
      BufferedReader told = writer.inputReader();
      // At the kill it is a few commits further; how many is left to chance. One line at least:
      // before it has told of a commit, it may not even have taken its boot.
      for (int lines = 1 + random.nextInt(2000); lines > 0; lines--) {
        told.readLine();
      }
      // By its handle: the process object would throw away what it has written.
      writer.toHandle().destroyForcibly();
      Position last = new Position(kill, 0);
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        int dot = line.indexOf('.');
        last = new Position(kill, Long.parseLong(line.substring(dot + 1)));
      }
      writer.waitFor();
      committed.add(last);
    }
    List<String> problems = new ArrayList<>();
    Segments segments = Segments.open(directory, true, problems::add);
    Position first = segments.first();
    assertThat(first.boot()).as("retention leaves several, " + repeat).isLessThan(KILLS);
    for (int kill = (int) first.boot(); kill <= KILLS; kill++) {
      long last = segments.lastSeq(kill);
      assertThat(last)
          .as(repeat)
          .isGreaterThanOrEqualTo(committed.get(kill - 1).seq())
          .isPositive();
      long from = kill == first.boot() ? first.seq() : 0;
      List<String> ids = Events.read(segments, new Position(kill, from));
      assertThat(ids.subList(0, (int) (last - from)))
          .as(repeat)
          .isEqualTo(Events.ids(kill, from + 1, last));
    }
    assertThat(segments.holes(first)).as(repeat).isEmpty();
  }
}
