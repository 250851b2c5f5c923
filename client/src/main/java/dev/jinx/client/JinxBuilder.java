package dev.jinx.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Says how to connect, immutable: each method gives a new one. */
public final class JinxBuilder {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Settings settings;
  private final Conduct conduct;

  JinxBuilder(Settings settings, Conduct conduct) {
    this.settings = settings;
    this.conduct = conduct;
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
   * Ends what it enables that long after this process has died or stalled; 30 s without it. A
   * debugger that holds all threads stalls it, too: give it more then.
   *
   * @param time 1 s to 24 h
   */
  public JinxBuilder lease(Duration time) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a lease is 1 s to 24 h long, not " + time);
    }
    return with(new Conduct(conduct.capacity(), time, conduct.onReport()));
  }

  /**
   * Ties what it enables to nothing: it stays armed after {@code close}, until somebody disables
   * the point.
   */
  public JinxBuilder withoutLease() {
    return with(new Conduct(conduct.capacity(), null, conduct.onReport()));
  }

  /**
   * Hands the report to this when the connection is closed, an empty one too, before anything ends;
   * without it each finding is a line on {@code System.err}. What it throws, {@code close} throws,
   * when all is closed. Not called where the JVM is dead.
   */
  public JinxBuilder onReport(Consumer<Report> reader) {
    return with(new Conduct(conduct.capacity(), conduct.lease(), reader));
  }

  /**
   * Connects.
   *
   * @throws UnreachableException if nothing answers there
   * @throws RefusedException if the token is wrong
   */
  public Jinx connect() {
    return new Jinx(settings, conduct);
  }

  private JinxBuilder with(Settings next) {
    return new JinxBuilder(next, conduct);
  }

  private JinxBuilder with(Conduct next) {
    return new JinxBuilder(settings, next);
  }
}
