package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.Token;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RenewedTokenTest {
  @Test
  void aRequestIsSentOnceMoreWithATokenThatWasRenewed(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old");
    try (RawServer server = new RawServer(Wire.problem(401, "no"), Wire.health("n1@4.10"))) {
      Api api = api(server, Token.inFile(file));
      Files.writeString(file, "new");
      assertThat(api.health().cursor()).hasToString("n1@4.10");
      assertThat(server.request()).contains("Authorization: Bearer old");
      assertThat(server.request()).contains("Authorization: Bearer new");
    }
  }

  @Test
  void aRequestIsNotSentTwiceWithTheSameToken() throws Exception {
    try (RawServer server = new RawServer(Wire.problem(401, "no"))) {
      Api api = api(server, Token.of("old"));
      assertThatThrownBy(api::health)
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
      server.request();
      assertThat(server.hasRequest()).isFalse();
    }
  }

  private static Api api(RawServer server, Token token) {
    return new Api(Settings.of(Address.parse(server.address()), null).withToken(token));
  }
}
