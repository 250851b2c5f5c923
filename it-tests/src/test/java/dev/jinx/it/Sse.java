package dev.jinx.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open event stream, read line by line, with no code of the client's. */
public final class Sse implements AutoCloseable {
  private final InputStream body;
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  /** One frame of the stream: an event, a gap, a comment alone, or the end. */
  public record Frame(@Nullable String event, @Nullable String id, String data, String comment) {
    public JsonNode json() {
      return Http.parse(data);
    }

    boolean isEnd() {
      return this == END;
    }
  }

  private static final Frame END = new Frame(null, null, "", "");

  private Sse(InputStream body) {
    this.body = body;
    Thread reader = new Thread(this::readAll, "read events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Answers once the server has sent its headers. */
  static Sse open(URI uri) {
    return open(HttpRequest.newBuilder(uri));
  }

  /** The same with headers of its own. */
  public static Sse open(HttpRequest.Builder asked) {
    try {
      HttpRequest request = asked.header("Accept", "text/event-stream").build();
      HttpResponse<InputStream> response = Http.CLIENT.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        String problem = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        throw new AssertionError(
            request.uri() + " answered " + response.statusCode() + ": " + problem);
      }
      return new Sse(response.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** The next event or gap as JSON; fails when none comes in time or the stream ends. */
  public JsonNode next() {
    return nextFrame().json();
  }

  /** The next frame with data; comments are passed over. */
  public Frame nextFrame() {
    Frame frame = poll(TargetJvm.PATIENCE);
    if (frame == null || frame.isEnd()) {
      throw new AssertionError(frame == null ? "no event in time" : "the stream has ended");
    }
    return frame;
  }

  /** That many events, in the order in which they came. */
  public List<JsonNode> next(int count) {
    List<JsonNode> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  /** All events until the server ends the stream. */
  public List<JsonNode> untilEnd() {
    List<JsonNode> events = new ArrayList<>();
    while (true) {
      Frame frame = poll(TargetJvm.PATIENCE);
      if (frame == null) {
        throw new AssertionError("the stream has not ended");
      }
      if (frame.isEnd()) {
        return events;
      }
      events.add(frame.json());
    }
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private @Nullable Frame poll(Duration timeout) {
    try {
      return frames.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private void readAll() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
        } else {
          Frame frame = frame(lines);
          lines.clear();
          if (!frame.data().isEmpty()) {
            frames.add(frame);
          }
        }
      }
    } catch (IOException closed) {
      // The end of the stream, whoever ended it, is told below.
    } finally {
      frames.add(END);
    }
  }

  private static Frame frame(List<String> lines) {
    String event = null;
    String id = null;
    StringBuilder data = new StringBuilder();
    StringBuilder comment = new StringBuilder();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
      switch (colon < 0 ? line : line.substring(0, colon)) {
        case "event" -> event = value;
        case "id" -> id = value;
        case "data" -> data.append(value);
        case "" -> comment.append(value);
        default -> {}
      }
    }
    return new Frame(event, id, data.toString(), comment.toString());
  }
}
