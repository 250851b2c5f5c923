package dev.jinx.client;

import dev.jinx.client.http.Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an agent, immutable.
 *
 * @param address where it listens
 * @param token its bearer token, or null
 * @param connectTimeout the longest time to connect
 * @param requestTimeout the longest silence while an answer is awaited
 * @param idleTimeout the longest silence of a live event stream, whose heart beats every 15 s
 * @param deadAfter how long nothing must listen at a known address before its JVM is called dead
 */
public record Settings(
    Address address,
    @Nullable String token,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration deadAfter) {

  /** The usual times. */
  public static Settings of(Address address, @Nullable String token) {
    return new Settings(
        address,
        token,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(45),
        Duration.ofSeconds(1));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Settings[" + address + "]";
  }
}
