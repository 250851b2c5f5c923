package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write leaves as it was. */
class KeptTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("checkpoints.json");
  }

  @Test
  void whatIsNotUnderstoodStaysWithItsValue() throws IOException {
    String more = "\"x\":[1,0.12345678901234567890123,1E+400,null,\"\\ud800é\\n\",{\"y\":{}}]";
    String entry = "{\"owner\":\"me\",\"cursor\":\"n1@4.12\"," + more + "}";
    String other = "{\"cursor\":\"n2@1.1\"," + more + "}";
    String content =
        "{\"first\":true,\"jinx\":\"checkpoints\",\"version\":1,\"checkpoints\":{\"k\":%s,\"o\":"
            + other
            + "},"
            + more
            + "}";
    Files.writeString(file, String.format(content, entry));
    FileCheckpointStore store = new FileCheckpointStore(file);
    store.put("k", "n1@4.13");
    assertThat(file).hasContent(String.format(content, entry.replace("4.12", "4.13")) + "\n");
    store.delete("k");
    assertThat(file).hasContent(String.format(content, "").replace("\"k\":,", "") + "\n");
  }

  @Test
  void permissions() throws IOException {
    new FileCheckpointStore(file).put("k", "n1@4.12");
    for (String permissions : new String[] {"rw-rw----", "rw-r-----", "rw-rw-rw-"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      FileCheckpointStore store = new FileCheckpointStore(file);
      store.put(permissions, "n1@4.13");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(permissions);
    }
  }

  @Test
  void theGroupWhereThatIsAllowed() throws IOException {
    new FileCheckpointStore(file).put("k", "n1@4.12");
    int group = 4711;
    try {
      Files.setAttribute(file, "unix:gid", group);
    } catch (FileSystemException notRoot) {
      assumeTrue(false, "only root gives files to any group");
    }
    new FileCheckpointStore(file).put("k", "n1@4.13");
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(group);
  }

  @Test
  void whoMayWriteTheFileMayLockIt() throws IOException {
    Path sidecar = directory.resolve("checkpoints.json.lock");
    new FileCheckpointStore(file).put("k", "n1@4.12");
    Files.delete(sidecar);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    new FileCheckpointStore(file).put("k", "n1@4.13");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sidecar)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void aLinkStaysALinkAndItsTargetIsWritten() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path target = elsewhere.resolve("target.json");
    Path link = Files.createSymbolicLink(file, Path.of("elsewhere/target.json"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), link);
    FileCheckpointStore byLink = new FileCheckpointStore(second);
    byLink.put("k", "n1@4.12");
    byLink.put("k", "n1@4.13");
    assertThat(second).isSymbolicLink();
    assertThat(link).isSymbolicLink();
    assertThat(new FileCheckpointStore(target).get("k")).isEqualTo("n1@4.13");
  }

  @Test
  void allNamesOfAFileHaveOneLock() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere.resolve("target.json"));
    Path other = Files.createSymbolicLink(directory.resolve("linked"), elsewhere);
    new FileCheckpointStore(file).put("k", "n1@4.12");
    new FileCheckpointStore(other.resolve("target.json")).put("k", "n1@4.13");
    assertThat(elsewhere)
        .isDirectoryNotContaining("glob:**.tmp")
        .isDirectoryContaining("glob:**/target.json.lock");
    assertThat(directory).isDirectoryNotContaining("glob:**.lock");
  }

  @Test
  void temporaryFilesOfKilledWritersAreRemovedAndNoOthers() throws IOException {
    Path stale =
        Files.createFile(
            directory.resolve(".checkpoints.json.jinx-0a7d5ab8-5c4b-4b4e-8f3e-2f2d3ad5a6c1.tmp"));
    Path mine = Files.createFile(directory.resolve(".checkpoints.json.jinx-notes.tmp"));
    Path others =
        Files.createFile(
            directory.resolve(".others.json.jinx-0a7d5ab8-5c4b-4b4e-8f3e-2f2d3ad5a6c1.tmp"));
    new FileCheckpointStore(file).put("k", "n1@4.12");
    assertThat(stale).doesNotExist();
    assertThat(mine).exists();
    assertThat(others).exists();
  }

  @Test
  void theLockFile() {
    FileCheckpointStore store = new FileCheckpointStore(file);
    store.put("k", "n1@4.12");
    store.delete("k");
    assertThat(directory.resolve("checkpoints.json.lock")).exists();
  }
}
