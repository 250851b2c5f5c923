package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("checkpoints.json");
  }

  @Test
  void whatIsPutIsThereForEveryStore() {
    store().put("k", "n1@4.12");
    assertThat(store().get("k")).isEqualTo("n1@4.12");
    assertThat(store().get("other")).isNull();
  }

  @Test
  void readingMakesNoFile() {
    assertThat(store().get("k")).isNull();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aStoreSeesWhatAnotherPutLater() {
    FileCheckpointStore one = store();
    FileCheckpointStore two = store();
    one.put("k", "n1@4.12");
    assertThat(two.get("k")).isEqualTo("n1@4.12");
  }

  @Test
  void anOlderPositionChangesNothing() throws IOException {
    store().put("k", "n1@4.12");
    byte[] before = Files.readAllBytes(file);
    Object inode = Files.getAttribute(file, "unix:ino");
    store().put("k", "n1@4.11");
    store().put("k", "n1@3.99");
    store().put("k", "n1@4.12");
    assertThat(file).hasBinaryContent(before);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void aLaterBootIsAheadOfAnySeqOfTheOneBefore() {
    FileCheckpointStore store = store();
    store.put("k", "n1@4.900");
    store.put("k", "n1@5.0");
    store.put("k", "n1@4.901");
    assertThat(store.get("k")).isEqualTo("n1@5.0");
  }

  @Test
  void nodesOfOneKeyMoveEachForItself() {
    store().put("k", "n2@1.7,n1@4.12");
    store().put("k", "n1@4.11,n2@1.9");
    store().put("k", "n1@4.13");
    assertThat(store().get("k")).isEqualTo("n1@4.13,n2@1.9");
  }

  @Test
  void anotherNodeUnderTheSameKeyIsAnErrorOfItsOwn() {
    store().put("k", "n1@4.12");
    assertThatThrownBy(() -> store().put("k", "n2@9.9"))
        .isInstanceOfSatisfying(
            CheckpointException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OTHER_NODE))
        .hasMessageContainingAll(file.toString(), "'k'", "n1@4.12", "n2@9.9");
    assertThat(store().get("k")).isEqualTo("n1@4.12");
  }

  @Test
  void aTextThatIsNoCursorIsRefusedBeforeAnythingIsTouched() {
    assertThatIllegalArgumentException().isThrownBy(() -> store().put("k", "12"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anOlderPositionIsNotPutEvenIfTheFileWasRemovedMeanwhile() throws IOException {
    FileCheckpointStore store = store();
    store.put("k", "n1@4.12");
    Files.delete(file);
    store.put("k", "n1@4.11");
    assertThat(file).doesNotExist();
    assertThat(store.get("k")).isEqualTo("n1@4.12");
    store.put("k", "n1@4.13");
    assertThat(store().get("k")).isEqualTo("n1@4.13");
  }

  @Test
  void theSamePositionIsStoredAgainIfTheFileWasRemovedMeanwhile() throws IOException {
    FileCheckpointStore store = store();
    store.put("k", "n1@4.12");
    Files.delete(file);
    store.put("k", "n1@4.12");
    assertThat(store().get("k")).isEqualTo("n1@4.12");
  }

  @Test
  void anOlderCopyOfTheFilePutBackDoesNotTakeAStoreBack() throws IOException {
    FileCheckpointStore store = store();
    store.put("k", "n1@4.1,n2@1.1");
    byte[] old = Files.readAllBytes(file);
    store.put("k", "n1@4.12,n2@1.7");
    Files.write(file, old);
    assertThat(store.get("k")).isEqualTo("n1@4.12,n2@1.7");
    store.put("k", "n1@4.13,n2@1.2");
    assertThat(store().get("k")).isEqualTo("n1@4.13,n2@1.7");
  }

  @Test
  void whatAStoreOnlyReadIsRememberedToo() throws IOException {
    store().put("k", "n1@4.12");
    FileCheckpointStore opened = store();
    Files.delete(file);
    opened.put("k", "n1@4.11");
    assertThat(file).doesNotExist();
  }

  @Test
  void afterADeleteALowerPositionMayBePut() {
    FileCheckpointStore store = store();
    store.put("k", "n1@4.12");
    store.delete("k");
    assertThat(store.get("k")).isNull();
    store.put("k", "n1@4.1");
    assertThat(store().get("k")).isEqualTo("n1@4.1");
  }

  @Test
  void aDeleteIsSuppressedWhereAnotherHasMovedOnMeanwhile() {
    FileCheckpointStore slow = store();
    slow.put("k", "n1@4.12");
    store().put("k", "n1@4.13");
    slow.delete("k");
    assertThat(slow.get("k")).isEqualTo("n1@4.13");
    slow.delete("k");
    assertThat(store().get("k")).isNull();
  }

  @Test
  void aDeleteIsSuppressedWhereTheStoreHasNeverSeenThePosition() {
    FileCheckpointStore early = store();
    store().put("k", "n1@4.13");
    early.delete("k");
    assertThat(store().get("k")).isEqualTo("n1@4.13");
  }

  @Test
  void aDeletedKeyStaysDeletedWhenAnotherStorePutsAnotherKey() {
    FileCheckpointStore other = store();
    other.put("other", "n1@1.1");
    other.put("k", "n1@4.12");
    store().delete("k");
    other.put("other", "n1@1.2");
    assertThat(store().get("k")).isNull();
  }

  private FileCheckpointStore store() {
    return new FileCheckpointStore(file);
  }
}
