package dev.jinx.server;

import dev.jinx.log.LogPlace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to serve.
 *
 * @param host a name or an address, IPv6 with or without brackets
 * @param port 0 picks a free one
 * @param token what clients have to show, null for none; needed off loopback
 * @param origins web pages from elsewhere that may call, such as {@code http://n2:7117}
 * @param heartbeat a stream silent for that long gets a comment, within twice that time, and then
 *     one each such time
 * @param maxAge how long a stream lasts, give or take a tenth, before its reader is asked to come
 *     again
 * @param limits what it takes at most
 * @param log where the event log is on disk, for health; null where it is not
 * @param version what to answer in health
 */
public record ServerConfig(
    String host,
    int port,
    @Nullable String token,
    List<String> origins,
    Duration heartbeat,
    Duration maxAge,
    Limits limits,
    @Nullable LogPlace log,
    String version) {
  /** The port where nothing else is said. */
  public static final int DEFAULT_PORT = 7117;

  /** Copies the list. */
  public ServerConfig {
    origins = List.copyOf(origins);
  }

  /** On loopback without a token, with the usual limits. */
  public static ServerConfig loopback(int port) {
    return new ServerConfig(
        "127.0.0.1",
        port,
        null,
        List.of(),
        Duration.ofSeconds(4),
        Duration.ofHours(1),
        Limits.DEFAULT,
        null,
        "unknown");
  }

  /** The same elsewhere. */
  public ServerConfig at(String newHost, int newPort) {
    return new ServerConfig(
        newHost, newPort, token, origins, heartbeat, maxAge, limits, log, version);
  }

  /** The same with a token. */
  public ServerConfig withToken(@Nullable String newToken) {
    return new ServerConfig(host, port, newToken, origins, heartbeat, maxAge, limits, log, version);
  }

  /** The same for pages from elsewhere. */
  public ServerConfig withOrigins(List<String> newOrigins) {
    return new ServerConfig(host, port, token, newOrigins, heartbeat, maxAge, limits, log, version);
  }

  /** The same with another interval. */
  public ServerConfig withHeartbeat(Duration newHeartbeat) {
    return new ServerConfig(host, port, token, origins, newHeartbeat, maxAge, limits, log, version);
  }

  /** The same with streams that last shorter or longer. */
  public ServerConfig withMaxAge(Duration newMaxAge) {
    return new ServerConfig(host, port, token, origins, heartbeat, newMaxAge, limits, log, version);
  }

  /** The same with other limits. */
  public ServerConfig withLimits(Limits newLimits) {
    return new ServerConfig(host, port, token, origins, heartbeat, maxAge, newLimits, log, version);
  }

  /** The same with a log on disk. */
  public ServerConfig withLog(@Nullable LogPlace newLog) {
    return new ServerConfig(host, port, token, origins, heartbeat, maxAge, limits, newLog, version);
  }

  /** The same with a version. */
  public ServerConfig withVersion(String newVersion) {
    return new ServerConfig(host, port, token, origins, heartbeat, maxAge, limits, log, newVersion);
  }
}
