package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small last segment, cut at every byte and with every byte changed. */
class EveryByteTest {
  private static final Position START = new Position(1, 0);
  private static final int EVENTS = 5;

  @TempDir(factory = InMemory.class)
  Path directory;

  private Path segment;
  private byte[] whole;

  /** Where each line begins, the header first; the end of the file last. */
  private List<Integer> starts;

  @BeforeEach
  void aSmallSegment() throws Exception {
    Events.boot(directory, EVENTS);
    segment = Events.files(directory, "events-").get(0);
    whole = Files.readAllBytes(segment);
    starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == '\n') {
        starts.add(i + 1);
      }
    }
    assertThat(starts).hasSize(EVENTS + 2);
  }

  /** The line that holds a byte: 0 for the header, k for event k. */
  private int lineOf(int offset) {
    int line = 0;
    while (starts.get(line + 1) <= offset) {
      line++;
    }
    return line;
  }

  private void restore(byte[] content) throws Exception {
    for (Path torn : Events.files(directory, "torn-")) {
      Files.delete(torn);
    }
    Files.write(segment, content);
  }

  @Test
  void cutAnywhereTheWholeLinesAreKeptAndTheRestIsPutAside() throws Exception {
    for (int cut = 0; cut < whole.length; cut++) {
      restore(Arrays.copyOf(whole, cut));
      List<String> problems = new ArrayList<>();
      Segments segments = Segments.open(directory, true, problems::add);
      int kept = lineOf(cut) - 1;
      boolean clean = starts.contains(cut) && cut > 0;
      assertThat(Events.read(segments, START))
          .as("cut at %d", cut)
          .isEqualTo(Events.ids(1, 1, kept));
      int from = starts.get(kept + 1);
      if (clean) {
        assertThat(problems).as("cut at %d", cut).isEmpty();
      } else {
        assertThat(problems).as("cut at %d", cut).hasSize(1);
        assertThat(problems.get(0)).startsWith(segment.getFileName() + ": at byte " + from + ": ");
      }
      if (cut > from) {
        Path torn = directory.resolve("torn-" + segment.getFileName() + "-" + from);
        assertThat(Files.readAllBytes(torn))
            .as("cut at %d", cut)
            .isEqualTo(Arrays.copyOfRange(whole, from, cut));
      }
      assertThat(Events.read(Events.opened(directory), START)).isEqualTo(Events.ids(1, 1, kept));
    }
  }

  @Test
  void cutAnywhereTheNumbersGoOnBehindWhatWasKept() throws Exception {
    for (int cut = 0; cut <= whole.length; cut += 7) {
      for (Path file : Events.files(directory, "")) {
        Files.delete(file);
      }
      new NodeFile("n1", 1).write(directory);
      Files.write(segment, Arrays.copyOf(whole, cut));
      int kept = Math.max(0, (cut == whole.length ? EVENTS + 1 : lineOf(cut)) - 1);
      try (LogDirectory log = LogDirectory.open(directory, null, "x")) {
        assertThat(log.boot()).isEqualTo(2);
        Segments segments = Segments.open(directory, true, problem -> {});
        try (SegmentWriter late = SegmentWriter.open(log, 1, segments, Durability.OS, 1 << 20)) {
          assertThat(late.appended()).isEqualTo(kept);
          Events.append(late, "n1", 1, late.appended() + 1);
          late.commit();
        }
        try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 1 << 20)) {
          assertThat(writer.appended()).isZero();
          Events.append(writer, "n1", 2, 1);
          writer.commit();
        }
        List<String> expected = Events.ids(1, 1, kept + 1);
        expected.add("2.1");
        assertThat(Events.read(segments, START)).as("cut at %d", cut).isEqualTo(expected);
        assertThat(Events.read(Events.opened(directory), START)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aChangedByteCostsAtMostItsEventAndIsReported() throws Exception {
    Random random = new Random(4);
    for (int offset = 0; offset < whole.length; offset++) {
      flip(offset, 1);
      flip(offset, 1 << random.nextInt(8));
    }
  }

  private void flip(int offset, int bits) throws Exception {
    byte[] changed = whole.clone();
    changed[offset] ^= (byte) bits;
    restore(changed);
    List<String> problems = new ArrayList<>();
    List<String> read = Events.read(Segments.open(directory, true, problems::add), START);
    int line = lineOf(offset);
    String what = "byte " + offset + " xor " + bits;
    List<String> expected = Events.ids(1, 1, EVENTS);
    if (line == EVENTS) {
      expected.remove(EVENTS - 1);
      assertThat(Files.size(segment)).as(what).isEqualTo((long) starts.get(EVENTS));
    } else {
      assertThat(Files.readAllBytes(segment)).as("left as it is: " + what).isEqualTo(changed);
      if (line > 0) {
        expected.set(line - 1, "hole 1." + line + "-" + line);
      }
    }
    assertThat(read).as(what).isEqualTo(expected);
    assertThat(problems).as(what).hasSize(1);
    assertThat(problems.get(0))
        .as(what)
        .startsWith(segment.getFileName() + ": at byte " + starts.get(line) + ": ");
  }

  @Test
  void toReadOnlyNothingIsChanged() throws Exception {
    for (int cut = 0; cut < whole.length; cut += 3) {
      byte[] content = Arrays.copyOf(whole, cut);
      restore(content);
      List<String> problems = new ArrayList<>();
      Segments segments = Segments.open(directory, false, problems::add);
      int kept = Math.max(0, lineOf(cut) - 1);
      assertThat(Events.read(segments, START))
          .as("cut at %d", cut)
          .isEqualTo(Events.ids(1, 1, kept));
      assertThat(Files.readAllBytes(segment)).isEqualTo(content);
      assertThat(Events.files(directory, "torn-")).isEmpty();
      assertThat(problems).hasSize(starts.contains(cut) && cut > 0 ? 0 : 1);
    }
  }
}
