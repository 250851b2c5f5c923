package dev.jinx.client.sse;

import static dev.jinx.client.testing.RawServer.answer;
import static dev.jinx.client.testing.RawServer.stream;
import static dev.jinx.client.testing.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.Token;
import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.RawServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SseReaderTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final RawServer.Script END = answer("HTTP/1.1 204 No Content", "");

  private final List<Loss> losses = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private final SseListener listener =
      new SseListener() {
        @Override
        public void opened(boolean again) {
          heard.add(again ? "again" : "opened");
        }

        @Override
        public void position(String lastEventId) {
          heard.add("position " + lastEventId);
        }
      };

  private final Reconnect atOnce =
      loss -> {
        losses.add(loss);
        return losses.size() > 20 ? null : Duration.ZERO;
      };

  private SseReader reader(String resumeAt, Duration idle) {
    return new SseReader(opener(Token.of("secret"), beat -> idle), resumeAt, atOnce, listener);
  }

  private StreamOpener opener(@Nullable Token token, Watchdog watchdog) {
    return new StreamOpener(Address.parse(server.address()), "/events", token, LONG, watchdog);
  }

  private SseReader reader(StreamOpener opener) {
    return new SseReader(opener, "", atOnce, listener);
  }

  private SseReader reader(Token token) {
    return reader(opener(token, Watchdog.USUAL));
  }

  private SseReader reader() {
    return reader("", LONG);
  }

  private static List<String> all(SseReader reader) throws IOException {
    List<String> data = new ArrayList<>();
    for (SseEvent event = reader.next(); event != null; event = reader.next()) {
      data.add(event.data());
    }
    return data;
  }

  @Test
  void readsAStreamThatComesInChunksOfOneByte() throws Exception {
    server.then(
        out -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
          write(out, "Transfer-Encoding: chunked\r\n\r\n");
          for (byte b : "id: 1\r\ndata: grün\r\n\r\ndata: b\n\n".getBytes(StandardCharsets.UTF_8)) {
            out.write(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
            out.flush();
          }
          write(out, "0\r\n\r\n");
        });
    server.then(END);
    assertThat(all(reader())).containsExactly("grün", "b");
  }

  @Test
  void asksForAnEventStreamAndSendsItsToken() throws Exception {
    server.then(END);
    assertThat(all(reader())).isEmpty();
    assertThat(server.request())
        .startsWith("GET /events HTTP/1.1")
        .contains("Accept: text/event-stream", "Authorization: Bearer secret")
        .noneMatch(line -> line.startsWith("Last-Event-ID"));
  }

  @Test
  void comesBackWithTheLastIdAndGoesOn() throws Exception {
    server.then(stream("id: n@1.1\ndata: a\n\nid: n@1.2\ndata: b\n\nid: n@1.3\ndata: cut off"));
    server.then(stream("id: n@1.3\ndata: c\n\n"));
    server.then(END);
    assertThat(all(reader())).containsExactly("a", "b", "c");
    server.request();
    assertThat(server.request()).contains("Last-Event-ID: n@1.2");
    assertThat(server.request()).contains("Last-Event-ID: n@1.3");
    assertThat(heard).containsExactly("opened", "again");
  }

  @Test
  void comesBackToWhereItWasToldToResumeIfNothingCame() throws Exception {
    server.then(stream(": hello\n\n"));
    server.then(END);
    assertThat(all(reader("n@1.7", LONG))).isEmpty();
    assertThat(server.request()).noneMatch(line -> line.startsWith("Last-Event-ID"));
    assertThat(server.request()).contains("Last-Event-ID: n@1.7");
  }

  @Test
  void tellsAPositionWithoutAnEventInItsTurnAndComesBackToIt() throws Exception {
    server.then(stream("id: n@1.1\ndata: a\n\nid: n@1.5\n\n"));
    server.then(END);
    try (SseReader reader = reader()) {
      assertThat(reader.next()).isEqualTo(new SseEvent("message", "a", "n@1.1"));
      assertThat(heard).containsExactly("opened");
      assertThat(reader.next()).isNull();
    }
    assertThat(heard).containsExactly("opened", "position n@1.5");
    server.request();
    assertThat(server.request()).contains("Last-Event-ID: n@1.5");
  }

  @Test
  void stopsForEverAt204() throws Exception {
    server.then(stream("data: a\n\n"));
    server.then(END);
    try (SseReader reader = reader()) {
      assertThat(all(reader)).containsExactly("a");
      assertThat(reader.next()).isNull();
    }
    server.request();
    server.request();
    assertThat(server.hasRequest()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsRedirects(int status) throws Exception {
    server.then(answer("HTTP/1.1 " + status + " Moved\nLocation: other?x=1", ""));
    server.then(stream("id: 1\ndata: a\n\n"));
    server.then(END);
    assertThat(all(reader())).containsExactly("a");
    server.request();
    assertThat(server.request())
        .startsWith("GET /other?x=1 HTTP/1.1")
        .contains("Authorization: Bearer secret");
    assertThat(server.request()).startsWith("GET /events HTTP/1.1");
  }

  @Test
  void doesNotGiveItsTokenToAnotherServer() throws Exception {
    try (RawServer other = new RawServer(END)) {
      String location = "http://" + other.address() + "/there";
      server.then(answer("HTTP/1.1 307 Moved\nLocation: " + location, ""));
      assertThat(all(reader())).isEmpty();
      assertThat(other.request())
          .startsWith("GET /there HTTP/1.1")
          .noneMatch(line -> line.startsWith("Authorization"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "http://127.0.0.1:99999/",
        "file:///etc/passwd",
        "http://[",
        ""
      })
  void refusesToBeSentElsewhere(String location) {
    server.then(answer("HTTP/1.1 302 Found\nLocation: " + location, ""));
    assertThatThrownBy(() -> reader().next())
        .isInstanceOf(StreamRefusedException.class)
        .hasMessageContaining(location);
    assertThat(losses).isEmpty();
  }

  @Test
  void isNotSentInCirclesForEver() {
    for (int i = 0; i < 6; i++) {
      server.then(answer("HTTP/1.1 302 Found\nLocation: /events", ""));
    }
    assertThatThrownBy(() -> reader().next()).hasMessageContaining("more than 5 redirects");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "application/json", "text/event-streams", "text/event-stream2;a=b"})
  void refusesAnotherContentType(String type) {
    server.then(answer("HTTP/1.1 200 OK\nContent-Type: " + type, "data: a\n\n"));
    assertThatThrownBy(() -> reader().next())
        .isInstanceOf(StreamRefusedException.class)
        .hasMessageContaining(type);
    assertThat(losses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream;charset=UTF-8", "Text/Event-Stream ; a=b"})
  void takesTheContentTypeWithParameters(String type) throws Exception {
    server.then(answer("HTTP/1.1 200 OK\nContent-Type: " + type, "data: a\n\n"));
    server.then(END);
    assertThat(all(reader())).containsExactly("a");
  }

  @Test
  void takesARefusalAsFinalWithItsProblem() {
    server.then(answer("HTTP/1.1 404 Not Found\nContent-Length: 2", "{}"));
    assertThatThrownBy(() -> reader().next())
        .isInstanceOfSatisfying(
            StreamRefusedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(404);
              assertThat(e.body()).isEqualTo("{}");
            });
    assertThat(losses).isEmpty();
  }

  @Test
  void triesAgainWhereTheServerIsBusyAndTellsHowLongItAskedFor() throws Exception {
    server.then(answer("HTTP/1.1 503 Busy\nRetry-After: 7", ""));
    String date = "Date: Sat, 21 Nov 2026 00:00:00 GMT";
    String until = "Retry-After: Sat, 21 Nov 2026 00:00:09 GMT";
    server.then(answer("HTTP/1.1 429 Slow\n" + date + "\n" + until, ""));
    server.then(stream("data: a\n\n"));
    server.then(END);
    assertThat(all(reader())).containsExactly("a");
    assertThat(losses.get(0).kind()).isEqualTo(Loss.Kind.BUSY);
    assertThat(losses.get(0).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(losses.get(1).retryAfter()).isEqualTo(Duration.ofSeconds(9));
    assertThat(losses.get(1).failures()).isEqualTo(1);
  }

  @Test
  void tellsARotationFromAShutdownAndFromABreak() throws Exception {
    server.then(stream("data: a\n\n"));
    server.then(stream("data: b\n\n: bye\n\n"));
    server.then(
        answer(
            "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked",
            "9\r\ndata: c\n\n\r\n5\r\nab"));
    server.then(stream(""));
    server.then(END);
    assertThat(all(reader())).containsExactly("a", "b", "c");
    assertThat(losses)
        .extracting(Loss::kind)
        .containsExactly(Loss.Kind.ENDED, Loss.Kind.SHUTDOWN, Loss.Kind.ENDED, Loss.Kind.BROKEN);
    assertThat(losses.get(3).failures()).isEqualTo(1);
  }

  @Test
  void takesAnEndThatWasSaidForARotationThoughNothingCame() throws Exception {
    server.then(stream(": rotate\n\n"));
    server.then(stream(": rotate\n\n"));
    server.then(END);
    assertThat(all(reader())).isEmpty();
    assertThat(losses).extracting(Loss::kind).containsOnly(Loss.Kind.ENDED);
    assertThat(losses).extracting(Loss::failures).containsExactly(0, 1);
  }

  @Test
  void takesAGoodbyeForOneThoughNothingCame() throws Exception {
    server.then(stream(": bye\n\n"));
    server.then(stream(""));
    server.then(END);
    assertThat(all(reader())).isEmpty();
    assertThat(losses).extracting(Loss::kind).containsExactly(Loss.Kind.SHUTDOWN, Loss.Kind.BROKEN);
  }

  @Test
  void comesBackOnceWithARenewedTokenWhenItIsRefused(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old\n");
    server.then(stream("id: 1\ndata: a\n\n"));
    server.then(answer("HTTP/1.1 401 Unauthorized", ""));
    server.then(stream("id: 2\ndata: b\n\n"));
    server.then(END);
    try (SseReader reader = reader(Token.inFile(file))) {
      assertThat(reader.next()).extracting(SseEvent::data).isEqualTo("a");
      Files.writeString(file, "new\n");
      assertThat(all(reader)).containsExactly("b");
    }
    assertThat(server.request()).contains("Authorization: Bearer old");
    assertThat(server.request()).contains("Authorization: Bearer old");
    assertThat(server.request()).contains("Authorization: Bearer new", "Last-Event-ID: 1");
    assertThat(losses)
        .extracting(Loss::kind)
        .containsExactly(Loss.Kind.ENDED, Loss.Kind.UNAUTHORIZED, Loss.Kind.ENDED);
  }

  @Test
  void givesUpWhenItsTokenIsRefusedTwice() throws Exception {
    server.then(answer("HTTP/1.1 401 Unauthorized", "no"));
    server.then(answer("HTTP/1.1 401 Unauthorized", "no"));
    StreamOpener opener = opener(Token.of("secret"), Watchdog.USUAL);
    SseReader reader = new SseReader(opener, "", Reconnect.always(new Random(7)), listener);
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            StreamRefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
    server.request();
    server.request();
    assertThat(server.hasRequest()).isFalse();
  }

  @Test
  void takesTheServersWordForHowOftenItsHeartBeats() throws Exception {
    List<Duration> told = new ArrayList<>();
    Watchdog watchdog =
        heartbeat -> {
          told.add(heartbeat);
          return Watchdog.USUAL.silence(heartbeat);
        };
    server.then(
        stream(": heartbeat 40\n\ndata: a\n\n: heartbeat\n: heartbeat 0\n: heartbeat -1\n"));
    server.then(stream("data: b\n\n: heartbeat 86401\n: heartbeat 9999999999999\n: heartbeat x\n"));
    server.then(END);
    assertThat(all(reader(opener(null, watchdog)))).containsExactly("a", "b");
    Duration usual = Duration.ofSeconds(15);
    assertThat(told).containsExactly(usual, Duration.ofSeconds(40), usual, usual);
  }

  @Test
  void takesSilenceBeyondWhatTheServerSaidAsALoss() throws Exception {
    Watchdog shortOnceTold =
        heartbeat -> heartbeat.equals(Duration.ofSeconds(1)) ? Duration.ofMillis(50) : LONG;
    server.then(
        out -> {
          stream(": heartbeat 1\n\ndata: a\n\n").serve(out);
          server.hold();
        });
    server.then(END);
    assertThat(all(reader(opener(null, shortOnceTold)))).containsExactly("a");
    assertThat(losses).extracting(Loss::kind).containsExactly(Loss.Kind.SILENT);
  }

  @Test
  void comesBackToWhereItsCallerSays() throws Exception {
    server.then(stream("id: 7\ndata: a\n\n"));
    server.then(stream("id: 3\ndata: b\n\n"));
    server.then(END);
    try (SseReader reader = reader()) {
      reader.resumeFrom("5");
      reader.next();
      reader.next();
      reader.resumeFrom("7");
      assertThat(reader.next()).isNull();
    }
    assertThat(server.request()).contains("Last-Event-ID: 5");
    assertThat(server.request()).contains("Last-Event-ID: 7");
    assertThat(server.request()).contains("Last-Event-ID: 7");
  }

  @Test
  void takesSilenceBeyondTheHeartbeatAsALoss() throws Exception {
    server.then(
        out -> {
          stream("data: a\n\n").serve(out);
          server.hold();
        });
    server.then(END);
    // The next connection has time to be answered.
    Watchdog once = beat -> losses.isEmpty() ? Duration.ofSeconds(1) : LONG;
    assertThat(all(reader(opener(null, once)))).containsExactly("a");
    assertThat(losses).extracting(Loss::kind).containsExactly(Loss.Kind.SILENT);
  }

  @Test
  void givesUpWhenItsPolicyDoes() throws Exception {
    try (Socket bound = Ports.deaf()) {
      Address nobody = new Address("127.0.0.1", bound.getLocalPort());
      StreamOpener opener = new StreamOpener(nobody, "/", null, LONG, Watchdog.USUAL);
      SseReader reader = new SseReader(opener, "", loss -> null, listener);
      assertThatThrownBy(reader::next).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void closingFromAnotherThreadEndsABlockedRead() throws Exception {
    CountDownLatch served = new CountDownLatch(1);
    server.then(
        out -> {
          stream("").serve(out);
          served.countDown();
          server.hold();
        });
    SseReader reader = reader();
    CompletableFuture<List<String>> events = read(reader);
    served.await();
    reader.close();
    assertThat(events.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void closingFromAnotherThreadEndsAPause() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    SseListener tell =
        new SseListener() {
          @Override
          public void lost(Loss loss, Duration pause) {
            lost.countDown();
          }
        };
    StreamOpener opener =
        new StreamOpener(Address.parse(server.address()), "/", null, LONG, Watchdog.USUAL);
    SseReader reader = new SseReader(opener, "", loss -> Duration.ofHours(1), tell);
    server.then(stream(""));
    CompletableFuture<List<String>> events = read(reader);
    lost.await();
    reader.close();
    assertThat(events.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  private static CompletableFuture<List<String>> read(SseReader reader) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return all(reader);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, "reader");
          thread.setDaemon(true);
          thread.start();
        });
  }

  @Test
  void connectsForTheFirstTimeWithATokenThatWasRenewedWhenItIsRefused(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old\n");
    Token token = Token.inFile(file);
    Files.writeString(file, "new\n");
    server.then(answer("HTTP/1.1 401 Unauthorized", ""));
    server.then(stream("id: 1\ndata: a\n\n"));
    try (SseReader reader = reader(token)) {
      reader.open();
      assertThat(reader.next()).extracting(SseEvent::data).isEqualTo("a");
    }
    assertThat(server.request()).contains("Authorization: Bearer old");
    assertThat(server.request()).contains("Authorization: Bearer new");
    server.then(answer("HTTP/1.1 401 Unauthorized", ""));
    assertThatThrownBy(() -> reader(token).open()).isInstanceOf(StreamRefusedException.class);
    server.request();
    assertThat(server.hasRequest()).as("the same again").isFalse();
  }
}
