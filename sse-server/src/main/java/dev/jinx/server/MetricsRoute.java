package dev.jinx.server;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.control.Control;
import dev.jinx.log.EventLog;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * {@code GET /metrics}: what Prometheus scrapes. Only counts that are there anyway are read, on the
 * thread of the request: threads of the application pay nothing.
 */
final class MetricsRoute implements Route.Handler {
  private static final String COUNTER = "counter";
  private static final String GAUGE = "gauge";
  private static final List<String> STATES = List.of("declared", "woven", "missing", "failed");

  private final EventLog log;
  private final Control control;
  private final Streams streams;
  private final String version;

  MetricsRoute(EventLog log, Control control, Streams streams, String version) {
    this.log = log;
    this.control = control;
    this.streams = streams;
    this.version = version;
  }

  @Override
  public void handle(Request request) {
    List<Point> points = control.points(); // all that was hit before the scrape is counted
    Exposition text = new Exposition();
    text.family("jinx_info", GAUGE, "The agent: its node and its version.");
    text.sample("node", log.node(), "version", version, 1);
    points(text, points);
    node(text);
    Reply.text(request.exchange(), Exposition.TYPE, ByteBuffer.wrap(text.bytes()));
  }

  private static void points(Exposition text, List<Point> points) {
    Map<Point, PointState> states = new LinkedHashMap<>();
    points.forEach(point -> states.put(point, point.state()));
    text.family("jinx_points", GAUGE, "Declared points, by their state.");
    for (String word : STATES) {
      long count = states.values().stream().filter(state -> state.word().equals(word)).count();
      text.sample("state", word, count);
    }
    text.family("jinx_classes_woven", GAUGE, "Classes into which points are woven.");
    text.sample(classes(states.values()));
    each(text, points, "jinx_point_hits_total", COUNTER, "Hits of a point.", Point::hits);
    each(
        text,
        points,
        "jinx_point_rejected_total",
        COUNTER,
        "Arrivals for which the condition of no arm was true.",
        Point::rejected);
    each(
        text,
        points,
        "jinx_point_errors_total",
        COUNTER,
        "Failures of a point's expressions.",
        Point::errors);
    each(
        text,
        points,
        "jinx_point_armed_total",
        COUNTER,
        "How often a point was enabled.",
        Point::armed);
    each(text, points, "jinx_point_arms", GAUGE, "Arms of a point now.", MetricsRoute::arms);
    each(
        text,
        points,
        "jinx_point_parked",
        GAUGE,
        "Threads that a point holds now.",
        point -> point.waiters().size());
  }

  private static void each(
      Exposition text,
      List<Point> points,
      String name,
      String type,
      String help,
      ToLongFunction<Point> value) {
    text.family(name, type, help);
    for (Point point : points) {
      text.sample("point", point.name(), value.applyAsLong(point));
    }
  }

  private static long arms(Point point) {
    return point.arms().stream().filter(Arm::isOn).count();
  }

  /** One class of one loader counts once, however many points stand in it. */
  private static long classes(Iterable<PointState> states) {
    Set<String> classes = new HashSet<>();
    for (PointState state : states) {
      state.sites().forEach(woven -> classes.add(woven.className() + " " + woven.loaderName()));
    }
    return classes.size();
  }

  private void node(Exposition text) {
    text.family("jinx_events_total", COUNTER, "Events of this boot.").sample(log.last());
    text.family("jinx_lost_hits_total", COUNTER, "Hits that found no room in the rings.")
        .sample(control.lost());
    text.family("jinx_unwritten_events_total", COUNTER, "Events that are gaps in the log.")
        .sample(control.unwritten());
    text.family("jinx_faults_total", COUNTER, "Faults of the agent itself.").sample(Faults.count());
    text.family("jinx_readers", GAUGE, "Streams and waits that are open.")
        .sample(streams.readers());
    text.family("jinx_leases", GAUGE, "Leases that run.").sample(control.leases().all().size());
    text.family("jinx_log_bytes", GAUGE, "Bytes of the event log on disk.").sample(log.fileBytes());
    text.family("jinx_log_failing", GAUGE, "1 while the disk does not take the event log.")
        .sample(log.problem() == null ? 0 : 1);
  }
}
