package dev.jinx.it.log;

import dev.jinx.it.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a stream until its server is killed, and keeps each event by its id. */
final class LiveReader {
  private final Map<String, String> seen = new LinkedHashMap<>();
  private final Thread thread;

  private LiveReader(InputStream body) {
    thread = new Thread(() -> readAll(body), "read until the end");
    thread.setDaemon(true);
    thread.start();
  }

  static LiveReader open(Http http, String query) {
    URI uri = http.uri("/v2/error_injection/events?" + query);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      HttpResponse<InputStream> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(uri + " answered " + response.statusCode());
      }
      return new LiveReader(response.body());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private void readAll(InputStream body) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = "";
      String data = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        } else if (line.isEmpty() && !data.isEmpty()) {
          keep(id, data);
          data = "";
        }
      }
    } catch (IOException killed) {
      // What came until then is kept.
    }
  }

  private synchronized void keep(String id, String data) {
    seen.put(id, data);
  }

  /** Waits for the end of the stream; answers the events by their ids. */
  Map<String, String> untilEnd() {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    synchronized (this) {
      return Map.copyOf(seen);
    }
  }
}
