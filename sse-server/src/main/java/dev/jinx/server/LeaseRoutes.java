package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Durations;
import dev.jinx.control.Lease;
import dev.jinx.control.Leases;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Leases: what ends arms by itself when the test that made them is gone. */
final class LeaseRoutes {
  private static final String PATH = "/v2/error_injection/leases";
  private static final long USUAL = TimeUnit.SECONDS.toNanos(30);

  private final Leases leases;

  LeaseRoutes(Leases leases) {
    this.leases = leases;
  }

  List<Route> routes() {
    return List.of(
        Route.task("GET", PATH, List.of(), this::list),
        Route.task("POST", PATH, List.of("ttl"), this::create),
        Route.task("PUT", PATH + "/{name}", List.of("ttl"), this::renew),
        Route.task("DELETE", PATH + "/{name}", List.of(), this::end));
  }

  private void create(Request request) throws Exception {
    Duration ttl = Duration.ofNanos(request.query().nanos("ttl", USUAL));
    answer(request, leases.create(ttl));
  }

  private void renew(Request request) throws Exception {
    Query query = request.query();
    Duration ttl = query.text("ttl") == null ? null : Duration.ofNanos(query.nanos("ttl", USUAL));
    answer(request, leases.renew(request.name(), ttl));
  }

  private void end(Request request) throws Exception {
    Reply.disabled(request.exchange(), leases.end(request.name()));
  }

  private void list(Request request) {
    List<Lease> all = leases.all();
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartArray();
          for (Lease lease : all) {
            json.writeStartObject();
            identity(json, lease);
            json.writeNumberField("left_ms", Math.max(0, lease.left().toMillis()));
            json.writeArrayFieldStart("arms");
            for (String point : leases.points(lease)) {
              json.writeString(point);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void answer(Request request, Lease lease) {
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          identity(json, lease);
          json.writeEndObject();
        });
  }

  private static void identity(JsonGenerator json, Lease lease) throws IOException {
    json.writeStringField("id", lease.id());
    json.writeStringField("ttl", Durations.text(lease.ttl().toNanos()));
  }
}
