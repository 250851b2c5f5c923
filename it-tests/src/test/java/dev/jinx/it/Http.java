package dev.jinx.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Plain requests to a target's server, as any other program would make them. */
public final class Http {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INJECTION = "/v2/error_injection/injection";

  private final String base;

  public Http(String base) {
    this.base = base;
  }

  /** What a server said. */
  public record Answer(int status, String body, HttpResponse<String> whole) {
    public JsonNode json() {
      return parse(body);
    }

    /** Fails unless the status is 200. */
    public Answer ok() {
      if (status != 200) {
        throw new AssertionError(whole.request().uri() + " answered " + status + ": " + body);
      }
      return this;
    }
  }

  public URI uri(String path) {
    return URI.create(base + path);
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  public Answer delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  public Answer post(String path) {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.timeout(TargetJvm.PATIENCE).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /**
   * Enables a point; {@code query} as in a URL, such as {@code action=pause&one_shot=true}. Answers
   * the cursor.
   */
  public String enable(String point, String query) {
    return post(INJECTION + "/" + point + "?" + query).ok().json().get("cursor").asText();
  }

  public void disable(String point) {
    delete(INJECTION + "/" + point).ok();
  }

  /** Releases all that are parked at a point; answers how many. */
  public int release(String point) {
    return post(INJECTION + "/" + point + "/message").ok().json().get("released").asInt();
  }

  /** What the server tells of one point. */
  public JsonNode point(String name) {
    return get(INJECTION + "/" + name).ok().json().get(0);
  }

  public JsonNode points() {
    return get("/v2/error_injection/points").ok().json();
  }

  /** Hits so far. */
  public long enters(String point) {
    return Long.parseLong(get(INJECTION + "/" + point + "/enters").ok().body().strip());
  }

  /**
   * Waits for an event; {@code query} as in a URL. Fails, with the server's diagnosis, when none
   * comes.
   */
  public JsonNode await(String point, String query) {
    return get("/v2/error_injection/wait?timeout=50s&injection=" + point + "&" + query).ok().json();
  }

  /** Opens the event stream; {@code query} as in a URL. */
  public Sse events(String query) {
    return Sse.open(uri("/v2/error_injection/events?" + query));
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException malformed) {
      throw new UncheckedIOException("not JSON: " + json, malformed);
    }
  }
}
