package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jinx.client.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing wrong with a file is an error of its own, and the file stays as it is. */
class UnusableFileTest {
  private static final String WHOLE =
      "{\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":{\"k\":{\"cursor\":\"n1@4.12\"}}}";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("checkpoints.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "not JSON",
        "[]",
        "{}",
        "{\"name\":\"somebody's package\",\"version\":\"1.0\"}",
        "{\"jinx\":\"checkpoints\"}",
        "{\"jinx\":\"checkpoints\",\"version\":1}",
        "{\"jinx\":\"checkpoints\",\"version\":0,\"checkpoints\":{}}",
        "{\"jinx\":\"checkpoints\",\"version\":\"2\",\"checkpoints\":{}}",
        "{\"jinx\":\"checkpoints\",\"version\":1.5,\"checkpoints\":{}}",
        "{\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":[]}",
        "{\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":{\"k\":\"n1@4.12\"}}",
        "{\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":{\"k\":{}}}",
        "{\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":{\"k\":{\"cursor\":\"12\"}}}",
        WHOLE + WHOLE
      })
  void damaged(String content) throws IOException {
    staysAndIs(Kind.CORRUPT, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void cutAnywhere() throws IOException {
    for (int length = 0; length < WHOLE.length(); length++) {
      staysAndIs(Kind.CORRUPT, WHOLE.substring(0, length).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void notUtf8() throws IOException {
    staysAndIs(Kind.CORRUPT, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "9223372036854775808"})
  void writtenByALaterJinx(String version) throws IOException {
    String content = "{\"jinx\":\"checkpoints\",\"version\":" + version + ",\"positions\":[]}";
    staysAndIs(Kind.NEWER_VERSION, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void becomingDamagedUnderAnOpenStore() throws IOException {
    FileCheckpointStore store = new FileCheckpointStore(file);
    store.put("k", "n1@4.12");
    Files.writeString(file, "{");
    fails(Kind.CORRUPT, () -> store.put("k", "n1@4.13"));
    fails(Kind.CORRUPT, () -> store.delete("k"));
    fails(Kind.CORRUPT, () -> store.get("k"));
    assertThat(file).hasContent("{");
    Files.writeString(file, WHOLE);
    store.put("k", "n1@4.13");
    assertThat(store.get("k")).isEqualTo("n1@4.13");
  }

  @Test
  void aDirectoryInItsPlace() throws IOException {
    Files.createDirectory(file);
    fails(Kind.NOT_A_FILE, () -> new FileCheckpointStore(file));
    assertThat(file).isEmptyDirectory();
  }

  @Test
  void theRootDirectory() {
    fails(Kind.NOT_A_FILE, () -> new FileCheckpointStore(directory.getRoot()));
  }

  @Test
  void somethingThatWouldNeverEnd() {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless));
    fails(Kind.NOT_A_FILE, () -> new FileCheckpointStore(endless));
  }

  @Test
  void linksThatLeadRoundInACircle() throws IOException {
    Files.createSymbolicLink(file, directory.resolve("other"));
    Files.createSymbolicLink(directory.resolve("other"), file);
    fails(Kind.NOT_A_FILE, () -> new FileCheckpointStore(file));
  }

  @Test
  void noDirectoryToLieIn() throws IOException {
    fails(Kind.NO_DIRECTORY, () -> new FileCheckpointStore(directory.resolve("none/file")));
    Files.createFile(file);
    fails(Kind.NO_DIRECTORY, () -> new FileCheckpointStore(file.resolve("file")));
  }

  @Test
  void aFileThatCannotBeRead() {
    Path unreadable = Path.of("/proc/self/mem"); // a plain file whose first byte is an error
    assumeTrue(Files.exists(unreadable));
    fails(Kind.UNREADABLE, () -> new FileCheckpointStore(unreadable));
  }

  @Test
  void aLockFileThatCannotBeWritten() throws IOException {
    FileCheckpointStore store = new FileCheckpointStore(file);
    Files.createDirectory(directory.resolve("checkpoints.json.lock"));
    fails(Kind.UNWRITABLE, () -> store.put("k", "n1@4.12"));
    assertThat(file).doesNotExist();
  }

  @Test
  void aFailedPutMayBeRepeated() throws IOException {
    FileCheckpointStore store = new FileCheckpointStore(file);
    Path sidecar = Files.createDirectory(directory.resolve("checkpoints.json.lock"));
    fails(Kind.UNWRITABLE, () -> store.put("k", "n1@4.12"));
    assertThat(store.get("k")).isNull();
    Files.delete(sidecar);
    store.put("k", "n1@4.12");
    assertThat(new FileCheckpointStore(file).get("k")).isEqualTo("n1@4.12");
  }

  @Test
  void aFileThatMayNotBeWritten() throws IOException {
    Files.writeString(file, WHOLE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "root may write anything");
    FileCheckpointStore store = new FileCheckpointStore(file);
    fails(Kind.UNWRITABLE, () -> store.put("k", "n1@4.13"));
    assertThat(file).hasContent(WHOLE);
    assertThat(directory).isDirectoryNotContaining("glob:**.lock");
  }

  private void staysAndIs(Kind kind, byte[] content) throws IOException {
    Files.write(file, content);
    fails(kind, () -> new FileCheckpointStore(file));
    assertThat(file).hasBinaryContent(content);
  }

  private void fails(Kind kind, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CheckpointException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.getMessage()).contains(e.file().toString()).hasLineCount(1);
            });
  }
}
