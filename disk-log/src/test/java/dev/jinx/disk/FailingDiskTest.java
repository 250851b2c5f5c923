package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full and disks that break, from the kernel's hands, in a process of its own. */
class FailingDiskTest {
  @TempDir Path temp;

  private static List<String> output(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().toList();
  }

  private static boolean works(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** All that was printed about refusals, and every event there at the end. */
  private void everythingIsThere(List<String> lines, Path directory) throws Exception {
    String last = lines.get(lines.size() - 1);
    assertThat(last).as(lines.toString()).startsWith("done ");
    if (directory != null) {
      assertThat(Events.read(Events.opened(directory), new Position(0, 0)))
          .isEqualTo(Events.ids(1, 1, Long.parseLong(last.substring(5))));
    }
  }

  @Test
  void onAFullDiskNothingIsHalfDoneAndItGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(works("unshare", "-rm", "true"), "no user namespaces here");
    Path disk = Files.createDirectory(temp.resolve("disk"));
    String script =
        "mount -t tmpfs -o size=1m tmpfs "
            + disk
            + " && head -c 300000 /dev/zero > "
            + disk
            + "/filler && exec \"$@\"";
    List<String> behind = List.of("unshare", "-rm", "bash", "-c", script, "bash");
    List<String> lines =
        output(
            Child.start(
                behind, "full", disk.resolve("log").toString(), "delete " + disk + "/filler"));
    assertThat(lines).anyMatch(line -> line.matches("refused: No space left on device"));
    assertThat(lines).filteredOn(line -> line.startsWith("refused: ")).hasSize(4);
    assertThat(lines).anyMatch(line -> line.matches("refused after [1-9][0-9]+"));
    everythingIsThere(lines, null);
  }

  @Test
  void withoutRoomForEvenAHeaderItGoesOnWhenThereIs() throws Exception {
    assumeTrue(works("unshare", "-rm", "true"), "no user namespaces here");
    Path disk = Files.createDirectory(temp.resolve("disk"));
    // 16 pages: the filler's 14, and one each for the files lock and node.
    String script =
        "mount -t tmpfs -o size=64k tmpfs "
            + disk
            + " && head -c 57344 /dev/zero > "
            + disk
            + "/filler && exec \"$@\"";
    List<String> behind = List.of("unshare", "-rm", "bash", "-c", script, "bash");
    List<String> lines =
        output(
            Child.start(
                behind, "full", disk.resolve("log").toString(), "delete " + disk + "/filler"));
    assertThat(lines).contains("refused after 0");
    everythingIsThere(lines, null);
  }

  @Test
  void atALimitOfFilesNothingIsHalfDoneAndItGoesOnWhenItIsLifted() throws Exception {
    assumeTrue(works("prlimit", "--version"), "no prlimit here");
    Path directory = temp.resolve("log");
    List<String> behind = List.of("bash", "-c", "ulimit -S -f 100 && exec \"$@\"", "bash");
    List<String> lines = output(Child.start(behind, "full", directory.toString(), "limit"));
    assertThat(lines).anyMatch(line -> line.equals("refused: File too large"));
    assertThat(lines).anyMatch(line -> line.matches("refused after [1-9][0-9]+"));
    everythingIsThere(lines, directory);
  }

  /**
   * Of the calls to fsync that a start makes, the first two store the boot, the next two a new
   * segment, and each later one belongs to a commit.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7})
  void whatCouldNotBeForcedIsWrittenAnewToAnotherFile(int call) throws Exception {
    String inject = "inject=fsync:error=EIO:when=" + call;
    List<String> strace =
        List.of("strace", "-f", "-qq", "-o", temp.resolve("trace").toString(), "-e", inject);
    List<String> probe = new ArrayList<>(strace);
    probe.add("true");
    assumeTrue(works(probe.toArray(new String[0])), "no strace here");
    Path directory = Files.createDirectory(temp.resolve("log"));
    List<String> lines = output(Child.start(strace, "fsync", directory.toString()));
    assertThat(lines).anyMatch(line -> line.startsWith("refused: "));
    everythingIsThere(lines, directory);
    List<Path> segments = Events.files(directory, "events-");
    assertThat(segments).hasSize(call > 5 ? 2 : 1);
    assertThat(Events.files(directory, "torn-")).isEmpty();
  }

  @Test
  void aBootThatCouldNotBeStoredIsNotTaken() throws Exception {
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            temp.resolve("trace").toString(),
            "-e",
            "inject=fsync:error=EIO:when=1");
    assumeTrue(works("strace", "-V"), "no strace here");
    Path directory = temp.resolve("log");
    Files.createDirectories(directory);
    List<String> lines = output(Child.start(strace, "try", directory.toString()));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("cannot write in log.directory " + directory + ": ");
    assertThat(Events.files(directory, "node")).isEmpty();
  }
}
