package dev.jinx.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Says how to connect, immutable: each method gives a new one. */
public final class JinxBuilder {
  private static final int CAPACITY = 1 << 16;
  private final Settings settings;

  JinxBuilder(Settings settings) {
    this.settings = settings;
  }

  /** With this bearer token. */
  public JinxBuilder token(String token) {
    return with(
        new Settings(
            settings.address(),
            token,
            settings.connectTimeout(),
            settings.requestTimeout(),
            settings.idleTimeout(),
            settings.deadAfter()));
  }

  /**
   * With the bearer token that is in this file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public JinxBuilder tokenFile(Path file) {
    try {
      return token(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token file " + file, e);
    }
  }

  /** Gives connecting and each answer that long; 5 s and 30 s without it. */
  public JinxBuilder timeouts(Duration connect, Duration request) {
    return with(
        new Settings(
            settings.address(),
            settings.token(),
            connect,
            request,
            settings.idleTimeout(),
            settings.deadAfter()));
  }

  /** Calls the JVM dead once nothing has listened at its address for that long; 1 s without it. */
  public JinxBuilder deadAfter(Duration time) {
    return with(
        new Settings(
            settings.address(),
            settings.token(),
            settings.connectTimeout(),
            settings.requestTimeout(),
            settings.idleTimeout(),
            time));
  }

  /**
   * Connects.
   *
   * @throws UnreachableException if nothing answers there
   * @throws RefusedException if the token is wrong
   */
  public Jinx connect() {
    return new Jinx(settings, CAPACITY);
  }

  private JinxBuilder with(Settings next) {
    return new JinxBuilder(next);
  }
}
