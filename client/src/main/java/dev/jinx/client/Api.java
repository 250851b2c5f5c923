package dev.jinx.client;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.Http;
import dev.jinx.client.http.Query;
import dev.jinx.client.http.Request;
import dev.jinx.client.http.Response;
import dev.jinx.client.http.Token;
import dev.jinx.client.json.Json;
import dev.jinx.client.sse.StreamOpener;
import dev.jinx.client.sse.StreamRefusedException;
import dev.jinx.client.sse.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's routes, one method each, without state: what {@link Jinx} and the command line stand
 * on. Answers that scripts want as they are come as text.
 */
public final class Api {
  private static final String ROOT = "/v2/error_injection";

  private final Settings settings;

  /** Connects to nothing yet. */
  public Api(Settings settings) {
    this.settings = settings;
  }

  /** How the agent is reached. */
  public Settings settings() {
    return settings;
  }

  /** Who is there, ready or not, and where its log stands. */
  public Health health() {
    return Health.of(object(get("/health")));
  }

  /** The same, and waits no longer than that for the answer. */
  Health health(Duration patience) {
    return Health.of(object(text(request("GET", "/health", null), atMost(patience))));
  }

  /** What the agent knows of its JVM's connections; waits no longer than that for each answer. */
  public NetState net(Duration patience) {
    Cursor life = health(patience).cursor(); // first: what is told of a later life is of no harm
    return NetState.of(life, object(netJson(patience)));
  }

  /** The same, as the agent writes it. */
  public String netJson(Duration patience) {
    return text(request("GET", ROOT + "/net", null), atMost(patience));
  }

  /** Every declared point, in declared order. */
  public List<PointState> points() {
    return Values.objects(value(pointsJson())).stream().map(PointState::of).toList();
  }

  /** Every declared point, as the agent writes it. */
  public String pointsJson() {
    return get(ROOT + "/points");
  }

  /** One point. */
  public PointState point(String name) {
    List<Map<String, Object>> states = Values.objects(value(get(injection(name))));
    if (states.isEmpty()) {
      throw new JinxException(settings.address() + " has no state for '" + name + "'", null);
    }
    return PointState.of(states.get(0));
  }

  /**
   * Arms a point; the answer has {@code cursor}, {@code arm} and {@code seed}.
   *
   * @param lease replaces the arm of that lease, and ends with it; null for the arm without one
   */
  public String enable(String name, Arming arming, @Nullable String lease) {
    Query query =
        new Query(injection(name))
            .with("one_shot", arming.once() ? "true" : null)
            .with("action", arming.action())
            .with("when", arming.condition())
            .with("lease", lease)
            .with("seed", arming.seed());
    String body = arming.parameters().isEmpty() ? null : Json.write(arming.parameters());
    return send("POST", query.toString(), body);
  }

  /**
   * Disarms a point, or all if the name is null; the answer counts both.
   *
   * @param lease only arms of that lease, or null for every arm
   */
  public String disable(@Nullable String name, @Nullable String lease) {
    String path = name == null ? ROOT + "/injection" : injection(name);
    return send("DELETE", new Query(path).with("lease", lease).toString(), null);
  }

  /** Lets parked threads go; the answer has {@code released} and {@code kept}. */
  public String message(String name, Release release) {
    Query query =
        new Query(injection(name) + "/message")
            .with("thread", release.thread())
            .with("hit", release.hit())
            .with("n", release.count())
            .with("lease", release.lease())
            .with("outcome", release.outcome());
    return send("POST", query.toString(), null);
  }

  /** Makes a lease of that time; the answer has {@code id} and {@code ttl}. */
  public String createLease(Duration time) {
    Query query = new Query(ROOT + "/leases").with("ttl", time.toMillis() + "ms");
    return send("POST", query.toString(), null);
  }

  /**
   * Renews a lease, and waits that long for the answer.
   *
   * @throws UnknownLeaseException if it ran out or was ended
   */
  public String renew(String lease, Duration patience) {
    return text(request("PUT", lease(lease), null), atMost(patience));
  }

  /**
   * Ends a lease and its arms; the answer counts {@code disabled} and {@code released}.
   *
   * @throws UnknownLeaseException if it ran out or was ended
   */
  public String endLease(String lease) {
    return send("DELETE", lease(lease), null);
  }

  /** Declares a point; the answer is its state. */
  public String declare(Map<String, Object> declaration) {
    return send("POST", ROOT + "/points", Json.write(declaration));
  }

  /** Takes a point away; the answer counts {@code disabled} and {@code released}. */
  public String undeclare(String name) {
    return send("DELETE", ROOT + "/points/" + Query.segment(name), null);
  }

  /** Hits so far. */
  public long enters(String name) {
    return value(get(injection(name) + "/enters")) instanceof Number n ? n.longValue() : 0;
  }

  /** Who is parked there. */
  public List<Waiter> waiters(String name) {
    return Values.objects(value(waitersJson(name))).stream().map(Waiter::of).toList();
  }

  /** Who is parked there, as the agent writes it. */
  public String waitersJson(String name) {
    return get(injection(name) + "/waiters");
  }

  /** Waits on the agent's side; a time-out is a {@link RefusedException} of status 408. */
  public String await(EventFilter filter, int count, Duration timeout) {
    Query query =
        filter
            .addTo(new Query(ROOT + "/wait"))
            .with("count", count == 1 ? null : count)
            .with("timeout", timeout.plusNanos(999_999).toMillis() + "ms");
    Duration patience = timeout.plus(settings.requestTimeout());
    return text(request("GET", query.toString(), null), patience);
  }

  /** The event stream of a filter. */
  public StreamOpener stream(EventFilter filter) {
    String target = filter.addTo(new Query(ROOT + "/events")).toString();
    return new StreamOpener(
        settings.address(), target, settings.token(), settings.connectTimeout(), Watchdog.USUAL);
  }

  /** What a refused stream means to a caller: 410 is a gap, told to a strict reader. */
  public static JinxException refusal(StreamRefusedException e) {
    if (e.status() < 400) {
      return new JinxException(String.valueOf(e.getMessage()), e);
    }
    RefusedException refused = Problem.exception(e.status(), e.body());
    return e.status() == 410
        ? new GapException(String.valueOf(refused.getMessage()), refused)
        : refused;
  }

  /**
   * A position that a stream told.
   *
   * @throws JinxException if it is none: that is no agent's stream
   */
  public static Cursor position(String id) {
    try {
      return Cursor.parse(id);
    } catch (IllegalArgumentException e) {
      throw new JinxException("not an agent's stream: its id is " + e.getMessage(), e);
    }
  }

  JinxException unreachable(IOException cause) {
    Address address = settings.address();
    return new UnreachableException(
        "no agent answers at " + address + ": " + cause.getMessage(), cause);
  }

  private Duration atMost(Duration patience) {
    return patience.compareTo(settings.requestTimeout()) < 0 ? patience : settings.requestTimeout();
  }

  private static String lease(String id) {
    return ROOT + "/leases/" + Query.segment(id);
  }

  private static String injection(String name) {
    return ROOT + "/injection/" + Query.segment(name);
  }

  private Request request(String method, String target, @Nullable String body) {
    return new Request(method, target, Map.of("Accept", "application/json"), body)
        .with("Content-Type", body == null ? null : "application/json");
  }

  private String get(String target) {
    return text(request("GET", target, null), settings.requestTimeout());
  }

  private String send(String method, String target, @Nullable String body) {
    return text(request(method, target, body), settings.requestTimeout());
  }

  private String text(Request request, Duration idle) {
    Token token = settings.token();
    String bearer = token == null ? null : token.bearer();
    try {
      return exchange(request, bearer, idle);
    } catch (RefusedException e) {
      // Refused before it did anything, so that asking again does nothing twice.
      if (e.status() == 401 && token != null && bearer != null && token.renew(bearer)) {
        return exchange(request, token.bearer(), idle);
      }
      throw e;
    }
  }

  private String exchange(Request request, @Nullable String bearer, Duration idle) {
    Request signed = request.with("Authorization", bearer);
    try (Response response =
        Http.send(settings.address(), signed, settings.connectTimeout(), idle)) {
      String text = response.text();
      if (response.status() / 100 != 2) {
        throw Problem.exception(response.status(), text);
      }
      return text;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Object value(String text) {
    try {
      Object value = Json.parse(text);
      return value == null ? Map.of() : value;
    } catch (IOException e) {
      throw new JinxException("not an agent at " + settings.address() + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Object> object(String text) {
    return Values.objects(List.of(value(text))).stream().findFirst().orElse(Map.of());
  }
}
