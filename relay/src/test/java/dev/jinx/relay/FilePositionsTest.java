package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.fleet.VectorCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePositionsTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("positions.json");
  }

  @Test
  void nodesThatAreAllNewAreStoredBesideThoseThatAreReadNoMore() {
    new FilePositions(file, "t").store(VectorCursor.parse("n1@4.7"));
    FilePositions positions = new FilePositions(file, "t");
    positions.store(VectorCursor.parse("n2@1.3"));
    assertThat(positions.of("n1")).hasToString("n1@4.7");
    assertThat(new FilePositions(file, "t").of("n1")).hasToString("n1@4.7");
    assertThat(new FilePositions(file, "t").of("n2")).hasToString("n2@1.3");
  }

  @Test
  void theFileIsWrittenOnlyWhenSomethingHasMoved() throws Exception {
    FilePositions positions = new FilePositions(file, "t");
    positions.store(VectorCursor.EMPTY);
    assertThat(file).doesNotExist();
    positions.store(VectorCursor.parse("n1@4.7"));
    Files.delete(file);
    positions.store(VectorCursor.parse("n1@4.7"));
    assertThat(file).doesNotExist();
    positions.store(VectorCursor.parse("n1@4.8"));
    assertThat(file).exists();
  }
}
