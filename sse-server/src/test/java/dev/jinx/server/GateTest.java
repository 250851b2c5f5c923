package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GateTest {
  private static String status(Node node, String... headers) throws IOException {
    String request = "GET /health HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      return wire.status().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }
  }

  @Test
  void withoutATokenTheHostMustNameThisMachine() throws Exception {
    try (Node node = Node.start()) {
      for (String host :
          List.of(
              "localhost",
              "localhost:7117",
              "LOCALHOST:1",
              "127.0.0.1:7117",
              "127.8.9.1",
              "[::1]:7117",
              "[::1]")) {
        assertThat(status(node, "Host: " + host)).as(host).isEqualTo("200");
      }
      for (String host :
          List.of(
              "evil.example",
              "localhost.evil.example",
              "127.0.0.1.evil.example",
              "10.0.0.1",
              "127.1",
              "[::2]",
              "2130706433")) {
        assertThat(status(node, "Host: " + host)).as(host).isEqualTo("403");
      }
      assertThat(status(node, "X: y")).isEqualTo("400");
    }
  }

  @Test
  void aPageFromElsewhereNeedsToBeListed() throws Exception {
    ServerConfig config = ServerConfig.loopback(0).withOrigins(List.of("http://n2:7117"));
    try (Node node = new Node(config, 1 << 16)) {
      String here = "localhost:" + node.server.port();
      assertThat(status(node, "Host: " + here, "Origin: http://" + here)).isEqualTo("200");
      assertThat(status(node, "Host: " + here, "Origin: http://n2:7117")).isEqualTo("200");
      assertThat(status(node, "Host: " + here, "Origin: http://evil.example")).isEqualTo("403");
      assertThat(status(node, "Host: " + here, "Origin: http://localhost:1")).isEqualTo("403");
      assertThat(status(node, "Host: " + here, "Origin: null")).isEqualTo("403");
      assertThat(node.send("GET", "/health", "", "Origin", "http://n2:7117").headers().map())
          .containsEntry("Access-Control-Allow-Origin", List.of("http://n2:7117"))
          .containsEntry("Vary", List.of("Origin"));
      assertThat(node.send("OPTIONS", "/health", "", "Origin", "http://n2:7117").headers().map())
          .containsKey("Access-Control-Allow-Methods");
    }
  }

  @Test
  void withATokenNothingIsAnsweredWithoutIt() throws Exception {
    try (Node node = new Node(ServerConfig.loopback(0).withToken("s3cret"), 1 << 16)) {
      assertThat(node.get("/health").statusCode()).isEqualTo(401);
      assertThat(node.get("/nowhere").statusCode()).isEqualTo(401);
      assertThat(node.get("/health").headers().firstValue("WWW-Authenticate")).contains("Bearer");
      for (String wrong : List.of("Bearer s3cre", "Bearer s3cret2", "Bearer", "Basic s3cret")) {
        assertThat(node.send("GET", "/health", "", "Authorization", wrong).statusCode())
            .as(wrong)
            .isEqualTo(401);
      }
      assertThat(node.send("GET", "/health", "", "Authorization", "bearer s3cret").statusCode())
          .isEqualTo(200);
      assertThat(status(node, "Host: anything.example", "Authorization: Bearer s3cret"))
          .isEqualTo("200");
    }
  }

  @Test
  void thePageItselfNeedsNoToken() throws Exception {
    try (Node node = new Node(ServerConfig.loopback(0).withToken("s3cret"), 1 << 16)) {
      assertThat(node.get("/").statusCode()).isEqualTo(200);
      assertThat(node.get("/page/main.js").statusCode()).isEqualTo(200);
      assertThat(node.get("/page/none.js").statusCode()).isEqualTo(404);
      assertThat(node.send("POST", "/session", "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void offLoopbackATokenIsNeededToStart() {
    assertThatThrownBy(() -> new Node(ServerConfig.loopback(0).at("0.0.0.0", 0), 1 << 16))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "host 0.0.0.0 is not loopback and needs a token: set token-file, or host 127.0.0.1");
  }

  @Test
  void offLoopbackWithATokenItServes() throws Exception {
    ServerConfig config = ServerConfig.loopback(0).at("0.0.0.0", 0).withToken("s3cret");
    try (Node node = new Node(config, 1 << 16)) {
      assertThat(status(node, "Host: x", "Authorization: Bearer s3cret")).isEqualTo("200");
    }
  }

  @Test
  void aTokenFileHoldsOneLine(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "s3cret\n");
    assertThat(Token.read(file)).isEqualTo("s3cret");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> Token.read(file)).hasMessageContaining("holds no token");
    Files.writeString(file, "a\nb\n");
    assertThatThrownBy(() -> Token.read(file)).hasMessageContaining("holds no token");
    assertThatThrownBy(() -> Token.read(directory.resolve("none")))
        .hasMessageContaining("cannot read the token file");
  }
}
