package dev.jinx.it.net;

import com.acme.net.Lines;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** The target, and what the test does with it. */
final class Network implements AutoCloseable {
  static final List<String> KINDS =
      List.of(
          "socket",
          "timed",
          "adaptor",
          "timed-adaptor",
          "channel",
          "gather",
          "file",
          "selector",
          "gather-selector");

  final TargetJvm jvm;
  final Http http;
  private final Set<Integer> used = new HashSet<>();

  private Network(TargetJvm jvm) {
    this.jvm = jvm;
    this.http = jvm.http();
  }

  static Network start(Jdk jdk) {
    return start(jdk, Lines.class);
  }

  static Network start(Jdk jdk, Class<?> program) {
    return start(Launch.on(jdk).main(program));
  }

  static Network start(Launch launch) {
    return of(launch.yaml("log: { hits: false }\n").start());
  }

  /** With a target that was started otherwise. */
  static Network of(TargetJvm jvm) {
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    return new Network(jvm);
  }

  /** Kinds of connections on that JDK: with the threads that it has. */
  static List<String> lines(Jdk jdk) {
    List<String> lines = new ArrayList<>();
    for (String kind : KINDS) {
      lines.add(kind);
      if (jdk.feature() >= 21) {
        lines.add("virtual-" + kind);
      }
    }
    return lines;
  }

  static String kind(String line) {
    return line.startsWith("virtual-") ? line.substring(8) : line;
  }

  void declare(String name, String selector) {
    http.post(
            "/v2/error_injection/points",
            "{\"name\":\"" + name + "\",\"method\":\"" + selector + "\"}")
        .ok();
  }

  /** Enables a point; answers the cursor. */
  String enable(String name, String action) {
    return http.enable(name, "action=" + URLEncoder.encode(action, StandardCharsets.UTF_8));
  }

  void heal(String name) {
    http.disable(name);
  }

  /** Waits for a hit at an operation. */
  JsonNode hit(String name, String cursor, String op) {
    for (String since = cursor; ; ) {
      JsonNode event = http.await(name, "phase=hit,parked&since=" + since);
      if (event.path("point").asText().equals("net#" + op)) {
        return event;
      }
      since = event.path("id").asText();
    }
  }

  void tell(String line, String order) {
    jvm.tell(line + " " + order);
  }

  /** Has it connect, and waits until it has. */
  Far open(String line, Peer peer) {
    return open(line, kind(line), peer);
  }

  /** The same, under another name than that of its kind. */
  Far open(String line, String kind, Peer peer) {
    tell(line, "open " + kind + " " + peer.host() + " " + peer.port());
    answer(line, "open", "ok");
    if (kind.startsWith("timed")) {
      tell(line, "limit 250");
    }
    return peer.next();
  }

  /** What a line said about an order that was not asked for before; fails when it says nothing. */
  String said(String line, String order) {
    String start = line + " " + order + " ";
    List<String> all = new ArrayList<>();
    Awaitility.await(start)
        .atMost(TargetJvm.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> find(start), Optional::isPresent)
        .ifPresent(all::add);
    return all.get(0).substring(start.length());
  }

  private synchronized Optional<String> find(String start) {
    List<String> lines = jvm.out().soFar();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start) && used.add(i)) {
        return Optional.of(lines.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether a line has said something about an order that was not asked for before. */
  synchronized boolean hasSaid(String line, String order) {
    String start = line + " " + order + " ";
    List<String> lines = jvm.out().soFar();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start) && !used.contains(i)) {
        return true;
      }
    }
    return false;
  }

  void answer(String line, String order, String right) {
    String said = said(line, order);
    if (!said.startsWith(right)) {
      throw new AssertionError(line + " " + order + " said " + said + ", not " + right);
    }
  }

  /** Names of the target's threads. */
  List<String> threads() {
    jvm.tell("threads threads");
    return List.of(said("threads", "threads").split(","));
  }

  /** Fails if the agent has met a fault of its own. */
  void assertSound() {
    JsonNode health = http.get("/health").ok().json();
    if (!health.path("problems").isEmpty()) {
      throw new AssertionError(health.toString());
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
