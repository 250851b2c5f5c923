package dev.jinx.client.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jinx.client.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An agent's outside, small: points, arms, a log with a window, its stream and its problems. It
 * speaks the wire that the client relies on; hits are told to it by the test.
 */
public final class TestAgent implements Closeable {
  private static final String ROOT = "/v2/error_injection";

  /** A request as the agent saw it. */
  public record Seen(String method, String path, Map<String, String> query, String body) {}

  /** An answer. */
  public record Answer(int status, String body) {}

  private record Entry(int boot, int seq, String line) {}

  /** Answers a route in a way of its own; null for the usual one. */
  @FunctionalInterface
  public interface Override {
    @Nullable Answer answer(Seen seen) throws Exception;
  }

  private final List<Seen> seen = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private final Map<String, TestPoint> points = new LinkedHashMap<>();
  private final Map<String, String> leases = new LinkedHashMap<>();
  private volatile Override override = request -> null;
  private HttpServer server;
  private ExecutorService threads;
  private final List<String> configured;
  private volatile String node = "n1";
  private volatile Map<String, Object> net = Map.of();
  private volatile String unseen = "";
  private int boot = 4;
  private int oldest = 4; // the first boot that its log knows
  private int seq;
  private int first = 1;
  private int cut;
  private int made;

  public TestAgent(String... names) throws IOException {
    configured = List.of(names);
    for (String name : names) {
      points.put(name, new TestPoint(name));
    }
    listen(Ports.free());
  }

  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Is another node than {@code n1} from now on. */
  public TestAgent named(String name) {
    node = name;
    return this;
  }

  /** Listens there, on a machine of its own or a common one. */
  public TestAgent listening(String machine, List<String> addresses, String... listeners) {
    net =
        Map.of(
            "machine",
            machine,
            "addresses",
            addresses,
            "listeners",
            List.of(listeners),
            "connections",
            List.of());
    return this;
  }

  /** What it says of its connections. */
  public void net(Map<String, Object> answer) {
    net = answer;
  }

  /** Native code has a connection to there, which armed points at that address do not touch. */
  public void unseen(String peer) {
    unseen = peer;
  }

  private Map<String, Object> net() {
    if (unseen.isEmpty()) {
      return net;
    }
    List<String> names =
        points.values().stream()
            .filter(point -> point.isEnabled())
            .filter(point -> String.valueOf(point.declared.get("method")).contains(unseen))
            .map(point -> point.name)
            .toList();
    Map<String, Object> all = new LinkedHashMap<>(net);
    all.put("unseen", List.of(Map.of("peer", unseen, "local", "127.0.0.1:9", "points", names)));
    return all;
  }

  /**
   * The points that were declared here, and are, as {@code NAME: SELECTOR}, armed ones with arm.
   */
  public synchronized List<String> declared() {
    return points.values().stream()
        .filter(point -> !point.declared.isEmpty())
        .map(point -> point.declared.get("method") + (point.isEnabled() ? " armed" : ""))
        .toList();
  }

  /** The names of its points that begin so. */
  public synchronized List<String> names(String begin) {
    return points.keySet().stream().filter(name -> name.startsWith(begin)).toList();
  }

  /** Waits until that many points are declared and armed here. */
  public synchronized void awaitArmed(int count) throws InterruptedException {
    while (declared().stream().filter(each -> each.endsWith(" armed")).count() != count) {
      wait();
    }
  }

  public TestPoint point(String name) {
    return points.get(name);
  }

  public void override(Override answers) {
    override = answers;
  }

  public synchronized List<String> requests() {
    return seen.stream()
        .map(
            each ->
                each.method()
                    + " "
                    + each.path()
                    + (each.query().isEmpty() ? "" : " " + each.query()))
        .toList();
  }

  public synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  public synchronized String cursor() {
    return node + "@" + boot + "." + seq;
  }

  /** Ids of the leases that stand. */
  public synchronized List<String> leases() {
    return List.copyOf(leases.keySet());
  }

  /** A lease ends here, as it does when it runs out. */
  public synchronized void expire(String lease) {
    leases.remove(lease);
    points.keySet().forEach(name -> disable(name, lease, "lease " + lease + " ran out"));
    notifyAll();
  }

  /** Waits for that many requests that begin so. */
  public synchronized void awaitRequests(String start, int count) throws InterruptedException {
    while (requests().stream().filter(each -> each.startsWith(start)).count() < count) {
      wait();
    }
  }

  /** Waits for that many from now on. */
  public synchronized void awaitMore(String start, int count) throws InterruptedException {
    long before = requests().stream().filter(each -> each.startsWith(start)).count();
    awaitRequests(start, (int) before + count);
  }

  /** A thread reaches the point: if it is armed, an event of that phase, else nothing. */
  public synchronized int hit(String name, String phase) {
    TestPoint point = points.get(name);
    TestPoint.Arm arm = point.newest();
    if (arm == null) {
      return -1;
    }
    point.hits++;
    publish(name, phase, point.hits, arm.number);
    arm.fired = arm.oneShot;
    if (phase.equals("parked")) {
      point.parked.add(new TestPoint.Parked(point.hits, arm));
    }
    return point.hits;
  }

  public synchronized void publish(String name, String phase, int hit, int arm) {
    publish(name, phase, hit, arm, Map.of());
  }

  public synchronized void publish(
      String name, String phase, int hit, int arm, Map<String, Object> more) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("injection", name);
    event.put("type", "handler");
    event.put("phase", phase);
    event.put("action", "pause(30s)");
    event.put("hit", hit);
    event.put("arm", arm);
    seq++;
    event.put("id", cursor());
    event.put("node", node);
    event.put("boot", boot);
    event.put("seq", seq);
    event.put("time", "2026-11-21T02:30:00.123456Z");
    event.put("nanos", 81234567890L);
    event.put("thread", Map.of("id", 30 + hit, "name", "sender-" + hit, "virtual", false));
    event.put("parameters", Map.of("why", "test"));
    event.put("captured", Map.of("term", 3));
    event.putAll(more);
    log.add(new Entry(boot, seq, Json.write(event)));
    notifyAll();
  }

  /** Forgets the oldest events, up to that number. */
  public synchronized void forget(int upTo) {
    first = upTo + 1;
  }

  /** Breaks every stream. */
  public synchronized void cutStreams() {
    cut++;
    notifyAll();
  }

  /** Dies: nothing listens any more, every connection breaks. */
  public void kill() {
    server.stop(0);
    threads.shutdownNow();
    cutStreams();
  }

  /** Begins another life at the same address, and has forgotten the one before. */
  public void restart() throws IOException {
    synchronized (this) {
      log.clear();
      oldest = boot + 1;
    }
    restartWithLog();
  }

  /** Begins another life at the same address, with a log that has a directory. */
  public void restartWithLog() throws IOException {
    int port = server.getAddress().getPort();
    kill();
    synchronized (this) {
      boot++;
      seq = 0;
      first = 1;
      leases.clear();
      points.clear();
      configured.forEach(name -> points.put(name, new TestPoint(name)));
    }
    listen(port);
  }

  @java.lang.Override
  public void close() {
    kill();
  }

  private void listen(int port) throws IOException {
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = new LinkedHashMap<>();
      String raw = exchange.getRequestURI().getRawQuery();
      for (String pair : raw == null ? new String[0] : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      Seen request = new Seen(exchange.getRequestMethod(), path, query, body);
      synchronized (this) {
        seen.add(request);
        notifyAll();
      }
      Answer answer = override.answer(request);
      if (answer == null && path.equals(ROOT + "/events")) {
        stream(exchange, query);
        return;
      }
      answer = answer == null ? answer(request) : answer;
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // killed
    } catch (IOException e) {
      throw e; // the client went away
    } catch (Exception e) {
      throw new AssertionError("the test's own agent failed", e);
    }
  }

  private synchronized Answer answer(Seen request) {
    String path = request.path();
    if (path.equals("/health")) {
      return new Answer(200, Json.write(Map.of("status", "ready", "cursor", cursor())));
    }
    if (path.equals(ROOT + "/net")) {
      return new Answer(200, Json.write(net()));
    }
    if (path.startsWith(ROOT + "/leases")) {
      return lease(request);
    }
    if (path.startsWith(ROOT + "/points")) {
      return points(request);
    }
    String lease = request.query().get("lease");
    if (path.equals(ROOT + "/injection") && request.method().equals("DELETE")) {
      points.keySet().forEach(name -> disable(name, lease, null));
      return new Answer(200, "{\"disabled\":" + points.size() + ",\"released\":0}");
    }
    if (!path.startsWith(ROOT + "/injection/")) {
      return new Answer(404, ""); // no such route here
    }
    String[] parts = path.substring((ROOT + "/injection/").length()).split("/");
    TestPoint point = points.get(parts[0]);
    if (point == null) {
      return unknown(parts[0]);
    }
    if (lease != null && !leases.containsKey(lease)) {
      return unknownLease(lease);
    }
    return switch (request.method() + (parts.length > 1 ? parts[1] : "")) {
      case "POST" -> {
        point.enable(request.query());
        notifyAll();
        yield new Answer(
            200, "{\"cursor\":\"" + cursor() + "\",\"arm\":" + point.arm + ",\"seed\":9}");
      }
      case "DELETE" -> {
        disable(parts[0], lease, null);
        yield new Answer(200, "{\"disabled\":1,\"released\":0}");
      }
      case "GETenters" -> new Answer(200, "" + point.hits);
      case "GETwaiters" -> new Answer(200, Json.write(point.waiters()));
      case "POSTmessage" -> message(point, request.query());
      default -> new Answer(200, Json.write(List.of(point.state())));
    };
  }

  private Answer lease(Seen request) {
    if (request.method().equals("POST")) {
      String id = "lease-" + ++made;
      leases.put(id, request.query().get("ttl"));
      return new Answer(200, "{\"id\":\"" + id + "\",\"ttl\":\"" + leases.get(id) + "\"}");
    }
    String id = request.path().substring((ROOT + "/leases/").length());
    if (!leases.containsKey(id)) {
      return unknownLease(id);
    }
    if (request.method().equals("DELETE")) {
      leases.remove(id);
      points.keySet().forEach(name -> disable(name, id, "lease " + id + " was ended"));
      return new Answer(200, "{\"disabled\":1,\"released\":0}");
    }
    return new Answer(200, "{\"id\":\"" + id + "\",\"ttl\":\"" + leases.get(id) + "\"}");
  }

  private Answer points(Seen request) {
    if (request.method().equals("POST")) {
      String name = String.valueOf(body(request).get("name"));
      if (points.containsKey(name)) {
        return new Answer(409, "{\"detail\":\"there is a point '" + name + "' already\"}");
      }
      points.put(name, new TestPoint(name));
      points.get(name).declared = body(request);
      return new Answer(200, Json.write(points.get(name).state()));
    }
    if (request.method().equals("DELETE")) {
      String name = request.path().substring((ROOT + "/points/").length());
      if (!points.containsKey(name)) {
        return unknown(name);
      }
      disable(name, null, null);
      points.remove(name);
      notifyAll();
      return new Answer(200, "{\"disabled\":0,\"released\":0}");
    }
    return new Answer(200, Json.write(points.values().stream().map(TestPoint::state).toList()));
  }

  private static Map<String, Object> body(Seen request) {
    try {
      return Json.object(request.body());
    } catch (IOException e) {
      throw new AssertionError("the client sent no JSON", e);
    }
  }

  private static Answer unknownLease(String id) {
    String detail = "no lease '" + id + "': it ran out, was ended, or never was";
    return new Answer(
        404, "{\"status\":404,\"detail\":\"" + detail + "\",\"lease\":\"" + id + "\"}");
  }

  private static Answer unknown(String name) {
    String detail = "no injection point '" + name + "'; did you mean 'commit'?";
    return new Answer(
        404, "{\"status\":404,\"detail\":\"" + detail + "\",\"nearest\":[\"commit\"]}");
  }

  private Answer message(TestPoint point, Map<String, String> query) {
    String hit = query.get("hit");
    String lease = query.get("lease");
    String outcome = query.get("outcome");
    List<TestPoint.Parked> free =
        point.parked.stream()
            .filter(each -> hit == null || each.hit() == Integer.parseInt(hit))
            .filter(each -> lease == null || lease.equals(each.arm().lease))
            .toList();
    point.parked.removeAll(free);
    Map<String, Object> more = outcome == null ? Map.of() : Map.of("outcome", outcome);
    free.forEach(each -> publish(point.name, "released", each.hit(), each.arm().number, more));
    return new Answer(200, "{\"released\":" + free.size() + ",\"kept\":0}");
  }

  private void disable(String name, @Nullable String lease, @Nullable String reason) {
    TestPoint point = points.get(name);
    point.arms.values().removeIf(arm -> lease == null || lease.equals(arm.lease));
    List<TestPoint.Parked> free =
        point.parked.stream()
            .filter(each -> lease == null || lease.equals(each.arm().lease))
            .toList();
    point.parked.removeAll(free);
    Map<String, Object> more = reason == null ? Map.of() : Map.of("reason", reason);
    free.forEach(each -> publish(name, "disabled", each.hit(), each.arm().number, more));
  }

  private void stream(HttpExchange exchange, Map<String, String> query) throws Exception {
    String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String since = lastId != null ? lastId : query.getOrDefault("since", "latest");
    String name = query.get("injection");
    if (name != null && !name.contains("*") && !points.containsKey(name)) {
      Answer refusal = unknown(name);
      exchange.sendResponseHeaders(404, refusal.body().length());
      exchange.getResponseBody().write(refusal.body().getBytes(StandardCharsets.UTF_8));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=utf-8");
    OutputStream out = exchange.getResponseBody();
    int next; // the index in the log
    int epoch;
    String told;
    synchronized (this) {
      epoch = cut;
      next = index(since);
      told = since.contains("@") && next >= 0 ? since : before(Math.max(0, next));
      if (next < 0) {
        next = 0;
        told = before(0);
      }
    }
    boolean unknown = since.contains("@") && !told.equals(since);
    exchange.sendResponseHeaders(200, 0);
    RawServer.write(out, "retry: 10\n\n" + (unknown ? gap(told) : "id: " + told + "\n\n"));
    while (true) {
      Entry entry = null;
      synchronized (this) {
        while (log.size() <= next && epoch == cut && told.startsWith(node + "@" + boot + ".")) {
          wait();
        }
        if (epoch != cut) {
          return;
        }
        if (next < log.size()) {
          entry = log.get(next++);
        } else {
          told = node + "@" + boot + ".0"; // all of the lives before is told
        }
      }
      if (entry == null) {
        RawServer.write(out, "id: " + told + "\n\n");
        continue;
      }
      told = node + "@" + entry.boot() + "." + entry.seq();
      if (entry.boot() == boot && entry.seq() < first) {
        if (entry.seq() == first - 1) {
          RawServer.write(out, gap(told));
        }
      } else if (name == null
          || entry.line().contains("\"injection\":\"" + name.replace("*", ""))) {
        RawServer.write(out, "id: " + told + "\ndata: " + entry.line() + "\n\n");
      }
    }
  }

  /** Where to read on in the log; -1 for a position that it does not know. */
  private int index(String since) {
    if (!since.contains("@")) {
      return since.equals("latest") ? log.size() : forgotten();
    }
    int number = Integer.parseInt(since.substring(since.indexOf('.') + 1));
    int life = Integer.parseInt(since.substring(since.indexOf('@') + 1, since.indexOf('.')));
    int index = 0;
    for (Entry entry : log) {
      index += entry.boot() < life || (entry.boot() == life && entry.seq() <= number) ? 1 : 0;
    }
    return life >= oldest && life <= boot && since.startsWith(node + "@") ? index : -1;
  }

  private int forgotten() {
    return (int) log.stream().filter(entry -> entry.boot() == boot && entry.seq() < first).count();
  }

  private String before(int index) {
    if (index == 0) {
      return node + "@" + oldest + ".0";
    }
    Entry last = log.get(index - 1);
    return node + "@" + last.boot() + "." + last.seq();
  }

  private String gap(String to) {
    return "event: gap\nid: "
        + to
        + "\ndata: {\"phase\":\"gap\",\"to\":\""
        + to
        + "\",\"node\":\""
        + node
        + "\",\"boot\":"
        + boot
        + "}\n\n";
  }
}
