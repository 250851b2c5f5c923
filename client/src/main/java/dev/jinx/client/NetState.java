package dev.jinx.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of the connections of its JVM, when it was asked.
 *
 * @param life where the node's log stood shortly before; says in which life of the JVM this was
 * @param machine the machine and, where it has several, the network on it; null if unknown
 * @param addresses the addresses of that machine's network interfaces
 * @param listeners where the JVM listens, the agent itself left out: {@code 127.0.0.2:2888}, {@code
 *     *:2181}, {@code [::1]:80}
 * @param listenersKnown whether the agent can tell where it listens
 * @param connections the connections that points were on since they were first needed
 * @param unseen connections that enabled points mean and cannot touch, as native code has them
 * @param json everything that the agent said, keys that this client does not know included
 */
public record NetState(
    Cursor life,
    @Nullable String machine,
    List<String> addresses,
    List<String> listeners,
    boolean listenersKnown,
    List<Connection> connections,
    List<Unseen> unseen,
    Map<String, Object> json) {

  /** Copies the lists. */
  public NetState {
    addresses = List.copyOf(addresses);
    listeners = List.copyOf(listeners);
    connections = List.copyOf(connections);
    unseen = List.copyOf(unseen);
  }

  /**
   * One connection.
   *
   * @param number its number in events
   * @param peer to whom
   * @param local from where
   * @param held bytes that are held back now
   * @param points enabled points that are on it
   */
  public record Connection(
      long number, String peer, String local, long held, List<String> points) {}

  /**
   * A connection of native code, such as Netty's epoll transport.
   *
   * @param peer to whom
   * @param local from where
   * @param points enabled points that mean it
   */
  public record Unseen(String peer, String local, List<String> points) {}

  static NetState of(Cursor life, Map<String, Object> json) {
    List<Connection> connections =
        Values.objects(json.get("connections")).stream()
            .map(
                each ->
                    new Connection(
                        Values.number(each, "connection", -1),
                        Values.text(each, "peer", ""),
                        Values.text(each, "local", ""),
                        Values.number(each, "held", 0),
                        Values.texts(each.get("points"))))
            .toList();
    List<Unseen> unseen =
        Values.objects(json.get("unseen")).stream()
            .map(
                each ->
                    new Unseen(
                        Values.text(each, "peer", ""),
                        Values.text(each, "local", ""),
                        Values.texts(each.get("points"))))
            .toList();
    return new NetState(
        life,
        Values.text(json, "machine"),
        Values.texts(json.get("addresses")),
        Values.texts(json.get("listeners")),
        !Boolean.FALSE.equals(json.get("listeners_known")),
        connections,
        unseen,
        json);
  }
}
