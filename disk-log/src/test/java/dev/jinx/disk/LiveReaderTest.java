package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the directory of another process while that process writes, rotates and removes. */
class LiveReaderTest {
  private static final int OPENINGS = 40;

  @TempDir(factory = InMemory.class)
  Path directory;

  @Test
  void besideALiveProcessEachOpeningFindsARunOfEventsUpToWhatWasCommittedBefore() throws Exception {
    Process writer = Child.start("write", directory.toString(), "2097152");
    try {
      BufferedReader told = writer.inputReader();
      for (int i = 0; i < OPENINGS; i++) {
        long committed = 0;
        for (int lines = 0; lines < 200; lines++) {
          committed = Long.parseLong(told.readLine().substring(2));
        }
        List<String> problems = new ArrayList<>();
        Segments segments = Segments.open(directory, false, problems::add);
        // Unfinished is what a commit under way may look like; damaged is nothing.
        assertThat(problems)
            .allMatch(line -> line.endsWith("are unfinished") || line.endsWith("it is empty"))
            .hasSizeLessThan(3);
        assertThat(segments.last().seq()).isGreaterThanOrEqualTo(committed);
        assertRunOn(segments);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** Whatever is removed while it is read shows as a hole. */
  private static void assertRunOn(Segments segments) {
    long next = segments.first().seq() + 1;
    for (String each : Events.read(segments, segments.first())) {
      if (each.startsWith("hole ")) {
        String[] numbers = each.substring("hole 1.".length()).split("-", -1);
        assertThat(numbers[0]).isEqualTo(Long.toString(next));
        next = Long.parseLong(numbers[1]) + 1;
      } else {
        assertThat(each).isEqualTo("1." + next);
        next++;
      }
    }
  }
}
