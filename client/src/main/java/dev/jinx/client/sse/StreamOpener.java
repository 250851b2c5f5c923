package dev.jinx.client.sse;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.Http;
import dev.jinx.client.http.Request;
import dev.jinx.client.http.Response;
import dev.jinx.client.http.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a stream, following redirects. A token is sent to the address it was given for and to no
 * other that a redirect names.
 *
 * @param address the first server to ask
 * @param target path and query of the stream
 * @param token a bearer token, or null
 * @param connect the longest time to connect
 * @param watchdog the longest silence of a live server
 */
public record StreamOpener(
    Address address, String target, @Nullable Token token, Duration connect, Watchdog watchdog) {
  private static final int HTTP_PORT = 80;
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_PROBLEM = 64 * 1024;

  /** Opens the stream, or gives null where the server said 204: there is nothing more, stop. */
  @Nullable Response open(String lastEventId) throws IOException {
    Address at = address;
    String path = target;
    Duration idle = watchdog.silence(Watchdog.DEFAULT_HEARTBEAT);
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      String bearer = token != null && at.equals(address) ? token.bearer() : null;
      Request request = request(path, lastEventId, bearer);
      Response response = Http.send(at, request, connect, idle);
      try {
        int status = response.status();
        String location = response.header("Location");
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
          URI next = resolve(at, path, location);
          at = address(next, location);
          path = next.getRawPath().isEmpty() ? "/" : next.getRawPath();
          path = next.getRawQuery() == null ? path : path + "?" + next.getRawQuery();
          response.close();
          continue;
        }
        if (status == 200 && isEventStream(response.header("Content-Type"))) {
          return response;
        }
        refuse(response, at, path, bearer);
        response.close();
        return null;
      } catch (IOException | RuntimeException e) {
        response.close();
        throw e;
      }
    }
    throw new StreamRefusedException("more than " + MAX_REDIRECTS + " redirects", 310, "");
  }

  private static Request request(String path, String lastEventId, @Nullable String bearer) {
    return Request.of("GET", path)
        .with("Accept", "text/event-stream")
        .with("Cache-Control", "no-store")
        .with("Last-Event-ID", lastEventId.isEmpty() ? null : lastEventId)
        .with("Authorization", bearer);
  }

  private void refuse(Response response, Address at, String path, @Nullable String bearer)
      throws IOException {
    int status = response.status();
    if (status == 204) {
      return;
    }
    if (status == 429 || status >= 500) {
      Duration asked = RetryAfter.of(response, Instant.now());
      throw new BusyException(at + " answered " + status, asked);
    }
    // It is the next attempt that shows whether this helps.
    boolean renewed = status == 401 && token != null && bearer != null && token.renew(bearer);
    if (status == 200) {
      String type = response.header("Content-Type");
      throw new StreamRefusedException(
          "no event stream at " + at + path + ": its content type is " + type, status, "");
    }
    byte[] body = response.body().readNBytes(MAX_PROBLEM);
    throw new StreamRefusedException(
        at + path + " answered " + status,
        status,
        new String(body, StandardCharsets.UTF_8),
        renewed);
  }

  private static boolean isEventStream(@Nullable String type) {
    if (type == null) {
      return false;
    }
    int semicolon = type.indexOf(';');
    String essence = semicolon < 0 ? type : type.substring(0, semicolon);
    return essence.trim().toLowerCase(Locale.ROOT).equals("text/event-stream");
  }

  private static URI resolve(Address at, String path, @Nullable String location)
      throws IOException {
    try {
      URI next = URI.create("http://" + at + path).resolve(location == null ? "" : location);
      if (location != null
          && !location.isEmpty()
          && "http".equalsIgnoreCase(next.getScheme())
          && next.getHost() != null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      throw notFollowed(location);
    }
    throw notFollowed(location);
  }

  private static Address address(URI uri, @Nullable String location) throws IOException {
    String host = uri.getHost();
    boolean brackets = host.startsWith("[");
    try {
      return new Address(
          brackets ? host.substring(1, host.length() - 1) : host,
          uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    } catch (IllegalArgumentException e) {
      throw notFollowed(location); // such as a port beyond the last
    }
  }

  private static StreamRefusedException notFollowed(@Nullable String location) {
    return new StreamRefusedException("a redirect to '" + location + "'", 302, "");
  }
}
