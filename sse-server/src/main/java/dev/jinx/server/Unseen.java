package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.address.NativeConnections;
import dev.jinx.bootstrap.Faults;
import dev.jinx.net.AddressText;
import dev.jinx.net.Connection;
import dev.jinx.net.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that enabled points mean and do not see, as native code has it. Whoever does not
 * hear of it believes that it was cut.
 *
 * @param peer its other end
 * @param local its end in this JVM
 * @param points the names of those points
 */
record Unseen(String peer, String local, List<String> points) {
  private static final NativeConnections NATIVE = new NativeConnections();
  private static final int MOST_SHOWN = 3;

  /**
   * All of them; costs nothing as long as no point on connections is enabled. None where it cannot
   * be told, which is a fault that is counted: whatever else was asked for is answered.
   */
  static List<Unseen> all() {
    if (Network.points().isEmpty()) {
      return List.of();
    }
    try {
      return among(NATIVE.all());
    } catch (IOException | RuntimeException fault) {
      Faults.count("finding connections of native code", fault);
      return List.of();
    }
  }

  private static List<Unseen> among(List<NativeConnections.Ends> all) {
    List<Unseen> unseen = new ArrayList<>();
    for (NativeConnections.Ends ends : all) {
      List<String> points = Network.pointsOn(ends.local(), ends.peer());
      if (!points.isEmpty()) {
        String peer = AddressText.of(ends.peer());
        unseen.add(new Unseen(peer, AddressText.of(ends.local()), points));
      }
    }
    if (!unseen.isEmpty()) {
      Set<String> seen = new HashSet<>();
      for (Connection connection : Network.connections()) {
        seen.add(connection.local() + ' ' + connection.peer());
      }
      unseen.removeIf(each -> seen.contains(each.local() + ' ' + each.peer()));
    }
    return unseen;
  }

  /**
   * In words, what somebody should know of it.
   *
   * @param point of which point; null for all of them
   * @return null where there is nothing to say
   */
  static @Nullable String words(@Nullable String point) {
    if (point != null && !Network.points().contains(point)) {
      return null;
    }
    List<String> peers =
        all().stream()
            .filter(each -> point == null || each.points().contains(point))
            .map(Unseen::peer)
            .toList();
    if (peers.isEmpty()) {
      return null;
    }
    List<String> shown = peers.stream().distinct().limit(MOST_SHOWN).toList();
    return (peers.size() == 1 ? "1 connection" : peers.size() + " connections")
        + " that enabled points mean, to "
        + String.join(", ", shown)
        + (peers.stream().distinct().count() > MOST_SHOWN ? ", ..," : ",")
        + " cannot be touched: native code has them, as Netty's epoll transport does; with"
        + " -Dio.netty.transport.noNative=true Netty uses the JDK's (where it has another package,"
        + " with that before io.netty)";
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("peer", peer);
    json.writeStringField("local", local);
    json.writeArrayFieldStart("points");
    for (String point : points) {
      json.writeString(point);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
