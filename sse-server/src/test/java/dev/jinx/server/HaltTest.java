package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code halt} ends the JVM only when every live reader has its event. */
@Timeout(60)
class HaltTest {
  private static final String STREAM = "/v2/error_injection/events?since=earliest";

  @TempDir Path dir;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process jvm;
  private BufferedReader out;
  private int port;

  @BeforeEach
  void start() throws IOException {
    Path portFile = dir.resolve("port");
    jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingNode.class.getName(),
                portFile.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = jvm.inputReader();
    assertThat(out.readLine()).isEqualTo("ready");
    String address = Files.readString(portFile).strip();
    port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  @AfterEach
  void stop() {
    jvm.destroyForcibly();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private void enable(String action, String parameters) throws Exception {
    HttpRequest request =
        request("/v2/error_injection/injection/last?action=" + action)
            .POST(HttpRequest.BodyPublishers.ofString(parameters))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private void hit(int times) throws IOException {
    OutputStream in = jvm.getOutputStream();
    in.write((times + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  /** Reads a stream to its end; the last event that it had. */
  private CompletableFuture<String> lastEvent() throws IOException {
    return lastEvent(new CountDownLatch(1));
  }

  /** The same, and tells when it has had five thousand hits. */
  private CompletableFuture<String> lastEvent(CountDownLatch many) throws IOException {
    Wire wire = Wire.get(port, STREAM);
    assertThat(wire.status()).startsWith("HTTP/1.1 200");
    CompletableFuture<String> last = new CompletableFuture<>();
    new Thread(
            () -> {
              String event = "";
              try (wire) {
                for (String next = wire.event(); next != null; next = wire.event()) {
                  event = next;
                  if (event.contains("\"hit\":5000,")) {
                    many.countDown();
                  }
                }
              } catch (IOException brokenOff) {
                // As it is when a JVM dies in the middle of a chunked response.
                last.complete(event);
              }
              last.complete(event);
            })
        .start();
    return last;
  }

  @Test
  void everyReaderHasTheEventThoughOneDoesNotRead() throws Exception {
    try (Wire stalled = Wire.get(port, 4096, STREAM)) {
      assertThat(stalled.status()).startsWith("HTTP/1.1 200");
      CountDownLatch ofOne = new CountDownLatch(1);
      CountDownLatch ofTwo = new CountDownLatch(1);
      CompletableFuture<String> one = lastEvent(ofOne);
      CompletableFuture<String> two = lastEvent(ofTwo);
      enable("observe", "{\"fill\":\"" + "x".repeat(4000) + "\"}");
      hit(5000);
      assertThat(out.readLine()).isEqualTo("done 5000");
      ofOne.await(); // so that but one event has to reach them in the time that a halt gives them
      ofTwo.await();
      CompletableFuture<HttpResponse<String>> wait =
          client.sendAsync(
              request("/v2/error_injection/wait?injection=last&since=latest").build(),
              HttpResponse.BodyHandlers.ofString());
      while (!health().contains("\"readers\":4")) {
        Thread.onSpinWait();
      }
      enable("halt(137)", "");
      hit(1);
      assertThat(one.get()).contains("\"action\":\"halt(137)\"", "\"hit\":5001");
      assertThat(two.get()).contains("\"action\":\"halt(137)\"", "\"hit\":5001");
      assertThat(wait.get().body()).contains("\"action\":\"halt(137)\"");
      assertThat(jvm.waitFor()).isEqualTo(137);
      assertThat(out.readLine()).as("the thread does not come back").isNull();
    }
  }

  @Test
  void withoutReadersTheJvmEndsWithTheStatus() throws Exception {
    enable("halt(3)", "");
    hit(1);
    assertThat(jvm.waitFor()).isEqualTo(3);
  }

  @Test
  void anOutcomeMayEndTheJvmToo() throws Exception {
    CompletableFuture<String> reader = lastEvent();
    enable("pause", "");
    hit(1);
    client.send(
        request("/v2/error_injection/wait?phase=parked").build(),
        HttpResponse.BodyHandlers.discarding());
    HttpRequest release =
        request("/v2/error_injection/injection/last/message?outcome=halt(9)")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    client.sendAsync(release, HttpResponse.BodyHandlers.ofString());
    assertThat(reader.get()).contains("\"phase\":\"released\"", "\"outcome\":\"halt(9)\"");
    assertThat(jvm.waitFor()).isEqualTo(9);
  }

  private String health() throws Exception {
    return client.send(request("/health").build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
