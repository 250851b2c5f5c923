package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest {
  @TempDir Path temp;

  private Path directory() {
    return temp.resolve("a/log");
  }

  private LogDirectory open() throws Exception {
    return LogDirectory.open(directory(), null, "n1");
  }

  private static void refused(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(LogDirectoryException.class).hasMessage(message);
  }

  @Test
  void eachOpeningIsABootOfItsOwn() throws Exception {
    for (long boot = 1; boot < 5; boot++) {
      try (LogDirectory log = open()) {
        assertThat(log.boot()).isEqualTo(boot);
        assertThat(Files.readString(directory().resolve("node")))
            .as("stored before it is told")
            .isEqualTo("jinx-event-log 1\nnode n1\nboot " + boot + "\n");
      }
    }
  }

  @Test
  void itRemembersItsNodesNameAndRefusesAnother() throws Exception {
    LogDirectory.open(directory(), "n1", "host-1").close();
    try (LogDirectory log = LogDirectory.open(directory(), null, "host-2")) {
      assertThat(log.node()).isEqualTo("n1");
    }
    LogDirectory.open(directory(), "n1", "host-3").close();
    refused(
        () -> LogDirectory.open(directory(), "n2", "host-4"),
        "log.directory " + directory() + " is node n1's, not n2's");
    try (LogDirectory log = open()) {
      assertThat(log.boot()).as("what was refused took no boot").isEqualTo(4);
    }
  }

  @Test
  void whereNothingIsAskedForOrRememberedTheFallbackNamesIt() throws Exception {
    try (LogDirectory log = LogDirectory.open(directory(), null, "host-17")) {
      assertThat(log.node()).isEqualTo("host-17");
    }
  }

  @Test
  void aSecondOpeningInTheSameJvmIsRefused() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("a"));
    try (LogDirectory log = open()) {
      for (Path path : List.of(directory(), directory().resolve("../log"), link.resolve("log"))) {
        assertThatThrownBy(() -> LogDirectory.open(path, null, "n1"))
            .isInstanceOf(LogDirectoryException.class)
            .hasMessageMatching(
                "log.directory " + directory() + " is in use by this JVM \\(node n1, since .*Z\\)");
      }
      assertThat(log.boot()).isEqualTo(1);
    }
    try (LogDirectory log = open()) {
      assertThat(log.boot()).isEqualTo(2);
      assertThat(lockedElsewhere()).as("refusing let nobody in").isEqualTo("in use");
    }
  }

  /** What another process gets. */
  private String lockedElsewhere() throws Exception {
    Process other = Child.start("try", directory().toString());
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String line = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(
            line.replace("in use by process " + ProcessHandle.current().pid() + " (node n1", "#"))
        .startsWith("log.directory " + directory() + " is #");
    return "in use";
  }

  @Test
  void aStartWaitsForWhoOnlyTakesOverWhatADeadProcessLeft() throws Exception {
    open().close();
    Process visitor = Child.start("visit", directory().toString());
    try {
      assertThat(visitor.inputReader().readLine()).isEqualTo("visits after boot 1");
      assertThat(bootOfAStartThatWaits(visitor::destroyForcibly)).isEqualTo(2);
    } finally {
      visitor.destroyForcibly();
    }
    LogDirectory here = LogDirectory.visit(directory().toRealPath());
    assertThat(bootOfAStartThatWaits(() -> closed(here))).isEqualTo(3);
  }

  @Test
  void whoOnlyLooksWhetherSomebodyIsThereKeepsNoStartAway() throws Exception {
    open().close();
    Process looker = Child.start("look", directory().toString());
    try {
      assertThat(looker.inputReader().readLine()).isEqualTo("false");
      for (long boot = 2; boot <= 200; boot++) {
        try (LogDirectory log = open()) {
          assertThat(log.boot()).isEqualTo(boot);
        }
      }
    } finally {
      looker.destroyForcibly();
    }
  }

  @Test
  void aJvmIsAtWorkWhereItHasOpenedAndNotWhereItVisits() throws Exception {
    assertThatThrownBy(() -> DeadLog.isAlive(directory())).isInstanceOf(IOException.class);
    try (LogDirectory log = open()) {
      assertThat(DeadLog.isAlive(directory())).isTrue();
      assertThat(lockedElsewhere()).as("looking let nobody in").isEqualTo("in use");
      assertThat(log.boot()).isEqualTo(1);
    }
    assertThat(DeadLog.isAlive(directory())).isFalse();
    try (LogDirectory here = LogDirectory.visit(directory().toRealPath())) {
      assertThat(DeadLog.isAlive(here.path())).isFalse();
    }
    for (String does : List.of("visit", "hold")) {
      Process other = Child.start(does, directory().toString());
      try {
        assertThat(other.inputReader().readLine()).contains("boot");
        assertThat(DeadLog.isAlive(directory())).as(does).isEqualTo(does.equals("hold"));
      } finally {
        other.destroyForcibly().waitFor();
      }
      assertThat(DeadLog.isAlive(directory())).isFalse();
    }
  }

  /** Between its getting the lock and its saying so, the file tells of who died there. */
  @Test
  void whatTheFileTellsOfADeadOneMakesNoVisitorAJvmAtWork() throws Exception {
    open().close();
    Process visitor = Child.start("visit", directory().toString());
    try {
      assertThat(visitor.inputReader().readLine()).isEqualTo("visits after boot 1");
      for (String told : List.of("", "123456 n1 2026-11-21T10:00:00Z\n")) {
        Files.writeString(directory().resolve("lock"), told);
        assertThat(DeadLog.isAlive(directory())).as(told).isFalse();
      }
      assertThat(bootOfAStartThatWaits(visitor::destroyForcibly)).isEqualTo(2);
    } finally {
      visitor.destroyForcibly();
    }
  }

  @Test
  void howeverOftenAnotherCopyInThisJvmIsMetOneFileIsOpenForIt() throws Exception {
    open().close();
    Path file = directory().resolve("lock");
    try (FileChannel copy = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = copy.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::open).hasMessageContaining("another copy of Jinx in it");
      assertThat(DeadLog.isAlive(directory())).isTrue();
      assertThat(DeadLog.isAlive(directory())).isTrue();
      if (Files.isDirectory(Path.of("/proc/self/fd"))) {
        assertThat(timesOpen(file)).as("the copy's, one for each way to ask").isEqualTo(3);
      }
    }
    assertThat(DeadLog.isAlive(directory())).isFalse();
    try (LogDirectory log = open()) {
      assertThat(log.boot()).isEqualTo(2);
      assertThat(lockedElsewhere()).isEqualTo("in use");
    }
  }

  private static int timesOpen(Path file) throws IOException {
    int times = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : open) {
        try {
          times += Files.readSymbolicLink(each).equals(file) ? 1 : 0;
        } catch (NoSuchFileException closed) {
          // Meanwhile, by another thread.
        }
      }
    }
    return times;
  }

  private long bootOfAStartThatWaits(Runnable visitorGoes) throws Exception {
    FutureTask<Long> start =
        new FutureTask<>(
            () -> {
              try (LogDirectory log = open()) {
                return log.boot();
              }
            });
    Thread thread = new Thread(start);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && !start.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(start.isDone()).isFalse();
    visitorGoes.run();
    return start.get(60, TimeUnit.SECONDS);
  }

  private static void closed(LogDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void closingOnceMoreLetsNobodyIn() throws Exception {
    LogDirectory first = open();
    first.close();
    try (LogDirectory second = open()) {
      first.close();
      assertThatThrownBy(this::open).hasMessageContaining("in use by this JVM");
      assertThat(second.boot()).isEqualTo(2);
    }
  }

  @Test
  void aLostNodeFileDoesNotBringABootBack() throws Exception {
    Events.boot(directory(), 1);
    Events.boot(directory(), 1);
    Files.delete(directory().resolve("node"));
    refused(
        () -> LogDirectory.open(directory(), "n2", "x"),
        "log.directory " + directory() + " is node n1's, not n2's");
    try (LogDirectory log = LogDirectory.open(directory(), null, "x")) {
      assertThat(log.boot()).isEqualTo(3);
      assertThat(log.node()).isEqualTo("n1");
    }
  }

  @Test
  void anOldNodeFileDoesNotBringABootBack() throws Exception {
    Events.boot(directory(), 1);
    Path old = temp.resolve("old");
    Files.copy(directory().resolve("node"), old);
    Events.boot(directory(), 1);
    Events.boot(directory(), 1);
    Files.move(old, directory().resolve("node"), StandardCopyOption.REPLACE_EXISTING);
    try (LogDirectory log = open()) {
      assertThat(log.boot()).isEqualTo(4);
    }
  }

  @Test
  void aDamagedNodeFileIsAnErrorAndNoReset() throws Exception {
    open().close();
    Path node = directory().resolve("node");
    String[][] cases = {
      {"", "line 1 should be 'jinx-event-log 1'"},
      {"\0\0\0\0", "line 1 should be 'jinx-event-log 1'"},
      {"jinx-event-log x\nnode n1\nboot 1\n", "line 1 should be 'jinx-event-log 1'"},
      {"jinx-event-log 1\n", "line 2 should be 'node NAME'"},
      {"jinx-event-log 1\nnode n 1\nboot 1\n", "line 2 should be 'node NAME'"},
      {"jinx-event-log 1\nnode n1\nboot 0\n", "line 3 should be 'boot NUMBER'"},
      {"jinx-event-log 1\nnode n1\nboot ", "line 3 should be 'boot NUMBER'"},
      {"jinx-event-log 1\nnode n1\nboot 1", "it should end after line 3"},
      {"jinx-event-log 1\nnode n1\nboot 1\nx", "it should end after line 3"},
      {"x".repeat(5000), "it is too long"}
    };
    for (String[] each : cases) {
      Files.writeString(node, each[0]);
      refused(
          this::open,
          node + " is damaged: " + each[1] + "; restore it or take another log.directory");
      assertThat(Files.readString(node)).isEqualTo(each[0]);
    }
  }

  @Test
  void aNewerVersionIsAnErrorOfItsOwn() throws Exception {
    open().close();
    Path node = directory().resolve("node");
    Files.writeString(node, "jinx-event-log 2\nnodes n1 n2\n");
    refused(this::open, node + " is of version 2, a newer Jinx's; this one knows version 1");
  }

  @Test
  void aDirectoryInAFilesPlaceIsAnErrorOfItsOwn() throws Exception {
    Files.createDirectories(directory().resolve("node"));
    refused(
        this::open,
        directory().resolve("node")
            + " is a directory; there should be the file that names the node");
    Files.delete(directory().resolve("lock"));
    Files.createDirectory(directory().resolve("lock"));
    refused(
        this::open, directory().resolve("lock") + " is a directory; there should be the lock file");
  }

  @Test
  void aFileInTheDirectorysPlaceIsAnErrorOfItsOwn() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    refused(
        () -> LogDirectory.open(file, null, "n1"),
        "log.directory " + file + " is a file, not a directory");
    refused(
        () -> LogDirectory.open(file.resolve("sub/log"), null, "n1"),
        "log.directory " + file.resolve("sub/log") + " cannot be made: " + file + " is a file");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LogDirectory.open(directory(), "n 1", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogDirectory.open(directory(), null, "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(directory()).doesNotExist();
  }

  @Test
  void whatAKilledProcessHeldIsFreeAtOnce() throws Exception {
    Process holder = Child.start("hold", directory().toString());
    assertThat(holder.inputReader().readLine()).isEqualTo("boot 1");
    assertThatThrownBy(this::open)
        .isInstanceOf(LogDirectoryException.class)
        .hasMessageMatching(
            "log.directory "
                + directory()
                + " is in use by process "
                + holder.pid()
                + " \\(node n1, since .*Z\\)");
    holder.destroyForcibly().waitFor();
    try (LogDirectory log = open()) {
      assertThat(log.boot()).isEqualTo(2);
    }
  }

  @Test
  void ofManyProcessesThatOpenAtOnceOneGetsIt() throws Exception {
    Process[] all = new Process[4];
    for (int i = 0; i < all.length; i++) {
      all[i] = Child.start("hold", directory().toString());
    }
    int got = 0;
    for (Process each : all) {
      String line = each.inputReader().readLine();
      if (line.startsWith("boot ")) {
        got++;
      } else {
        assertThat(line).contains("is in use by");
      }
    }
    for (Process each : all) {
      each.destroyForcibly();
    }
    assertThat(got).isEqualTo(1);
  }
}
