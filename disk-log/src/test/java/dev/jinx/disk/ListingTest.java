package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  @TempDir Path directory;

  @Test
  void aDirectoryIsListedByNames() throws Exception {
    Path one = Files.createFile(directory.resolve("rings-1"));
    Path other = Files.createFile(directory.resolve("node"));
    assertThat(Listing.of(directory)).containsExactlyInAnyOrder(one, other);
    assertThat(Listing.of(directory, "rings-*")).containsExactly(one);
  }

  @Test
  void aDirectoryThatFailsHalfWayFailsAsAFileDoes() {
    boolean[] closed = new boolean[1];
    DirectoryStream<Path> failing =
        new DirectoryStream<>() {
          @Override
          public Iterator<Path> iterator() {
            throw new DirectoryIteratorException(new IOException("Input/output error"));
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThatThrownBy(() -> Listing.all(failing))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThat(closed[0]).isTrue();
  }
}
