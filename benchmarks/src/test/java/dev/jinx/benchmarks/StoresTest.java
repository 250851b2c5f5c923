package dev.jinx.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.disk.EventReader;
import dev.jinx.disk.Segments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoresTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyStoreHoldsWhatWasCommittedAndNoMore(Stores kind) throws Exception {
    fill(kind, false, 40);

    assertThat(kind.count(directory)).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(names = {"JINX", "CHANNEL", "MVSTORE", "SQLITE"})
  void everyStoreThatCanSurviveTheMachineHoldsWhatWasForced(Stores kind) throws Exception {
    assertThat(kind.does(true)).isTrue();
    fill(kind, true, 3);

    assertThat(kind.count(directory)).isEqualTo(3);
  }

  @Test
  void theLinesAreEventsOfUsualLength() throws Exception {
    fill(Stores.JINX, false, 2);

    Segments log = Segments.open(directory, false, JinxStore::refuse);
    EventReader reader = new EventReader(log, log.first());
    assertThat(reader.next()).isTrue();
    String line =
        new String(reader.bytes(), reader.offset(), reader.length(), StandardCharsets.UTF_8);
    assertThat(line).startsWith("{\"injection\":").contains("\"seq\":1,").endsWith("}");
    assertThat(line.length()).isBetween(350, 450);
  }

  @Test
  void aDamagedLineIsNotCounted() throws Exception {
    fill(Stores.CHANNEL, false, 2);
    Path file = directory.resolve("lines");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> Stores.CHANNEL.count(directory)).hasMessage("line 2 is damaged");
  }

  @Test
  void aKilledNodesRingsAreRemovedWithItsLog() throws Exception {
    Path rings = Files.createFile(directory.resolve("jinx-1.rings"));
    Path log = Files.createDirectory(LogFiles.of(directory));
    Files.writeString(log.resolve("rings-1"), rings + "\nboot 1\n");

    LogFiles.clear(directory);

    assertThat(log).doesNotExist();
    assertThat(rings).doesNotExist();
  }

  private void fill(Stores kind, boolean forced, int count) throws Exception {
    Lines lines = new Lines();
    try (Store store = kind.open(directory, forced)) {
      for (int i = 0; i < count; i++) {
        lines.next();
        store.append(lines.seq(), lines.bytes(), lines.length());
        if (i % 2 == 1) {
          store.commit();
        }
      }
      store.commit();
    }
  }
}
