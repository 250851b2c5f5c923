package dev.jinx.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("token"), " secret\n");
  }

  @Test
  void readsAFileWithoutTheBlanksAroundIt() {
    assertThat(Token.inFile(file).bearer()).isEqualTo("Bearer secret");
  }

  @Test
  void isRenewedByItsFile() throws Exception {
    Token token = Token.inFile(file);
    assertThat(token.renew("Bearer secret")).as("the same again").isFalse();
    Files.writeString(file, "other\n");
    assertThat(token.bearer()).isEqualTo("Bearer secret");
    assertThat(token.renew("Bearer secret")).isTrue();
    assertThat(token.bearer()).isEqualTo("Bearer other");
    assertThat(token.renew("Bearer secret")).as("another thread was refused, too").isTrue();
    assertThat(token.renew("Bearer other")).isFalse();
  }

  @Test
  void staysWhatItWasWhileItsFileIsEmptyOrGone() throws Exception {
    Token token = Token.inFile(file);
    Files.writeString(file, "");
    assertThat(token.renew("Bearer secret")).isFalse();
    Files.delete(file);
    assertThat(token.renew("Bearer secret")).isFalse();
    assertThat(token.bearer()).isEqualTo("Bearer secret");
  }

  @Test
  void isNeverRenewedWithoutAFile() {
    assertThat(Token.of("a").renew("Bearer a")).isFalse();
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThatThrownBy(() -> Token.inFile(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void isNotShown() {
    assertThat(Token.of("secret").toString()).doesNotContain("secret");
    assertThat(Token.inFile(file).toString()).doesNotContain("secret").contains("token");
  }
}
