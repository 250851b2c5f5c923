package dev.jinx.client.http;

import static dev.jinx.client.testing.RawServer.answer;
import static dev.jinx.client.testing.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.RawServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static Response send(RawServer server, Request request) throws IOException {
    return Http.send(Address.parse(server.address()), request, LONG, LONG);
  }

  private static String text(RawServer.Script script) throws IOException {
    try (RawServer server = new RawServer(script);
        Response response = send(server, Request.of("GET", "/"))) {
      return response.text();
    }
  }

  @Test
  void sendsMethodTargetHeadersAndBody() throws Exception {
    try (RawServer server = new RawServer(answer("HTTP/1.1 200 OK\nContent-Length: 0", ""))) {
      Request request = new Request("POST", "/a?b=c", java.util.Map.of(), "{\"ü\":1}");
      send(server, request.with("X-One", "1")).close();
      assertThat(server.request())
          .startsWith("POST /a?b=c HTTP/1.1", "Host: " + server.address(), "Connection: close")
          .contains("X-One: 1", "Content-Length: 8");
    }
  }

  @Test
  void readsABodyOfKnownLengthAndNoFurther() throws Exception {
    assertThat(text(answer("HTTP/1.1 200 OK\nContent-Length: 3", "abcdef"))).isEqualTo("abc");
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws Exception {
    assertThat(text(answer("HTTP/1.0 200 OK", "abc"))).isEqualTo("abc");
  }

  @Test
  void readsChunksWithExtensionsAndTrailers() throws Exception {
    String body = "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
    assertThat(text(answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", body)))
        .isEqualTo("abc0123456789");
  }

  @Test
  void skipsInterimAnswers() throws Exception {
    assertThat(text(answer("HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nContent-Length: 1", "x")))
        .isEqualTo("x");
  }

  @Test
  void givesWhatHasArrivedOfAChunkBeforeTheRest() throws Exception {
    try (RawServer server = new RawServer()) {
      server.then(
          out -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nab");
            server.hold();
          });
      try (Response response = send(server, Request.of("GET", "/"))) {
        byte[] buffer = new byte[100];
        int count = response.body().readNBytes(buffer, 0, 2);
        assertThat(new String(buffer, 0, count, StandardCharsets.US_ASCII)).isEqualTo("ab");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nContent-Length: 5|abc",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked|5\r\nab",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked|2\r\nab\r\n",
      })
  void tellsACutBodyFromAWholeOne(String cut) {
    String[] parts = cut.split("\\|");
    assertThatThrownBy(() -> text(answer(parts[0], parts[1]))).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 200 OK\nno colon",
        "HTTP/1.1 200 OK\nContent-Length: -1",
        "HTTP/1.1 200 OK\nContent-Length: 99999999999",
        "HTTP/1.1 200 OK\nTransfer-Encoding: gzip",
      })
  void refusesWhatIsNotHttp(String head) {
    assertThatThrownBy(() -> text(answer(head, ""))).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "\r\n", "-1\r\n", "3\r\nabcd\r\n0\r\n\r\n"})
  void refusesBrokenChunks(String body) {
    assertThatThrownBy(() -> text(answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", body)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void saysWhenNothingListens() throws Exception {
    try (Socket nobody = Ports.deaf()) {
      Address address = new Address("127.0.0.1", nobody.getLocalPort());
      assertThatThrownBy(() -> Http.send(address, Request.of("GET", "/"), LONG, LONG))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    try (RawServer server = new RawServer()) {
      server.then(out -> server.hold());
      Address address = Address.parse(server.address());
      Duration brief = Duration.ofMillis(50);
      assertThatThrownBy(() -> Http.send(address, Request.of("GET", "/"), LONG, brief))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
  void letsNothingBreakOutOfALine(String text) {
    assertThatThrownBy(() -> Request.of("GET", "/").with("X", text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Request.of("GET", text)).isInstanceOf(IllegalArgumentException.class);
  }
}
