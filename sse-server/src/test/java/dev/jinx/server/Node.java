package dev.jinx.server;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.control.Allowed;
import dev.jinx.control.Control;
import dev.jinx.control.LateExpressions;
import dev.jinx.log.EventLog;
import dev.jinx.log.HitLines;
import dev.jinx.log.Kept;
import dev.jinx.log.Scribe;
import dev.jinx.log.StandardError;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A whole node without an agent: real points, scribe, control and server in this JVM. */
final class Node implements AutoCloseable {
  final EventLog log;
  final Scribe scribe;
  final Control control;
  final Server server;
  final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Thread keeper;
  private volatile boolean closed;
  private final HttpClient client = HttpClient.newHttpClient();

  Node(ServerConfig config, long windowBytes) throws IOException {
    this(config, windowBytes, Allowed.ALL);
  }

  Node(ServerConfig config, long windowBytes, Allowed allowed) throws IOException {
    this(config, new EventLog("n1", 4, windowBytes, null, null), allowed);
  }

  Node(ServerConfig config, EventLog log) throws IOException {
    this(config, log, Allowed.ALL);
  }

  private Node(ServerConfig config, EventLog log, Allowed allowed) throws IOException {
    this.log = log;
    scribe = new Scribe(log, new HitLines(new StandardError(), false));
    keeper = AgentThreads.create("test-keeper", this::keep);
    control =
        new Control(log, scribe, allowed, new LateExpressions(), () -> LockSupport.unpark(keeper));
    server = Server.start(config, log, control, () -> List.of("a problem"), warnings::add);
    scribe.start();
    keeper.start();
  }

  private void keep() {
    while (!closed) {
      LockSupport.parkNanos(this, Math.min(control.keep(), 1_000_000_000L));
    }
  }

  static Node start() throws IOException {
    return new Node(ServerConfig.loopback(0), 16 << 20);
  }

  /** Declares a point; what it returns is a hit of it by the calling thread. */
  static Runnable point(String name) {
    return point(name, null);
  }

  /** The same with a declared condition. */
  static Runnable point(String name, @Nullable Condition condition) {
    Point point =
        Points.declare(
            new Declaration(
                name,
                "com.acme.Store#commit",
                Position.ENTRY,
                null,
                condition,
                null,
                Map.of(),
                "NodeTest"));
    return hitOf(point);
  }

  /** A hit, by the calling thread, of a point that is declared. */
  static Runnable hitOf(String name) {
    return hitOf(Objects.requireNonNull(Points.find(name)));
  }

  private static Runnable hitOf(Point point) {
    Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
    Site site = Site.of(point, "com.acme.Store#commit()", shape);
    MethodHandle call =
        Site.link(Node.class, site.id(), MethodType.methodType(Object.class)).dynamicInvoker();
    return () -> {
      try {
        Object ignored = (Object) call.invokeExact();
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    };
  }

  /** Publishes an event as the scribe does. */
  void publish(String injection, Phase phase, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    inTurn(() -> log.append(injection, phase, bytes, 0, bytes.length));
  }

  /** Publishes an event that can be kept in a file. */
  void publishKept(String injection, Phase phase, String text) {
    inTurn(() -> Kept.append(log, injection, phase, text));
  }

  /** Publishes all that is appended within, at once. */
  void inTurn(Runnable appending) {
    scribe.turn().lock();
    try {
      appending.run();
      log.publish();
    } finally {
      scribe.turn().unlock();
    }
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send("POST", path, "");
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(keeper);
    server.close(Duration.ofSeconds(1));
    scribe.close();
  }

  static Thread agentThread(Runnable work) {
    return AgentThreads.create("test", work);
  }
}
