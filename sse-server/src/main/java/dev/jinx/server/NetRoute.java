package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.address.Listener;
import dev.jinx.address.Listeners;
import dev.jinx.address.Machine;
import dev.jinx.net.Connection;
import dev.jinx.net.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v2/error_injection/net}: where this process listens, from which others learn which
 * connections go to it, the connections that points have seen, and those that they should see and
 * cannot.
 */
final class NetRoute implements Route.Handler {
  private final Listeners listeners = new Listeners();
  private volatile @Nullable Listener own;

  /** Sets where the server itself listens, which is never told: nobody is to cut it off. */
  void leaveOut(InetSocketAddress address) {
    own = new Listener(address);
  }

  @Override
  public void handle(Request request) throws IOException {
    boolean known = listeners.areKnown();
    Set<String> all = listeners();
    List<String> addresses = Machine.addresses();
    List<Unseen> unseen = Unseen.all();
    List<Connection> connections = Network.connections();
    String machine = Machine.id();
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          if (machine != null) {
            json.writeStringField("machine", machine);
          }
          json.writeArrayFieldStart("addresses");
          for (String address : addresses) {
            json.writeString(address);
          }
          json.writeEndArray();
          json.writeBooleanField("listeners_known", known);
          json.writeArrayFieldStart("listeners");
          for (String listener : all) {
            json.writeString(listener);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("connections");
          for (Connection connection : connections) {
            write(json, connection);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("unseen");
          for (Unseen each : unseen) {
            each.write(json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Set<String> listeners() throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (Listener listener : listeners.all()) {
      texts.add(listener.text());
    }
    Listener server = own;
    if (server != null) {
      texts.remove(server.text());
    }
    return texts;
  }

  private static void write(JsonGenerator json, Connection connection) throws IOException {
    json.writeStartObject();
    json.writeNumberField("connection", connection.number());
    json.writeStringField("peer", connection.peer());
    json.writeStringField("local", connection.local());
    json.writeNumberField("held", connection.held());
    json.writeArrayFieldStart("points");
    for (String point : connection.points()) {
      json.writeString(point);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
