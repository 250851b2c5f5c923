package dev.jinx.client;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.Token;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an agent, immutable.
 *
 * @param address where it listens
 * @param token its bearer token, or null
 * @param connectTimeout the longest time to connect
 * @param requestTimeout the longest silence while an answer is awaited
 * @param deadAfter how long nothing must listen at a known address before its JVM is called dead
 * @param logDirectory where its log lies, to be read once it is dead, or null
 */
public record Settings(
    Address address,
    @Nullable Token token,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration deadAfter,
    @Nullable Path logDirectory) {

  /** The usual times. */
  public static Settings of(Address address, @Nullable String token) {
    return new Settings(
        address,
        token == null ? null : Token.of(token),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        null);
  }

  /** The same, of another agent. */
  public Settings at(Address other) {
    return new Settings(other, token, connectTimeout, requestTimeout, deadAfter, logDirectory);
  }

  /** The same with that token. */
  public Settings withToken(Token other) {
    return new Settings(address, other, connectTimeout, requestTimeout, deadAfter, logDirectory);
  }

  /** The same with other times to connect and to answer. */
  public Settings withTimeouts(Duration connect, Duration request) {
    return new Settings(address, token, connect, request, deadAfter, logDirectory);
  }

  /** The same with another time until a JVM is called dead. */
  public Settings withDeadAfter(Duration time) {
    return new Settings(address, token, connectTimeout, requestTimeout, time, logDirectory);
  }

  /** The same, of a JVM whose log lies there. */
  public Settings withLogDirectory(Path directory) {
    return new Settings(address, token, connectTimeout, requestTimeout, deadAfter, directory);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Settings[" + address + "]";
  }
}
