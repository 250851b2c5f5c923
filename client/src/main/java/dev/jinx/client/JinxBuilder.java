package dev.jinx.client;

import dev.jinx.client.http.Token;
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
    return with(settings.withToken(Token.of(token)));
  }

  /**
   * With the bearer token that is in this file; read again whenever the agent refuses it, so that a
   * token may be renewed under a connection.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public JinxBuilder tokenFile(Path file) {
    return with(settings.withToken(Token.inFile(file)));
  }

  /** Gives connecting and each answer that long; 5 s and 30 s without it. */
  public JinxBuilder timeouts(Duration connect, Duration request) {
    return with(settings.withTimeouts(connect, request));
  }

  /** Calls the JVM dead once nothing has listened at its address for that long; 1 s without it. */
  public JinxBuilder deadAfter(Duration time) {
    return with(settings.withDeadAfter(time));
  }

  /**
   * Names the directory of the node's event log, where this process can read it: once the JVM is
   * dead, streams and waits get from there what had not come before.
   */
  public JinxBuilder logDirectory(Path directory) {
    return with(settings.withLogDirectory(directory));
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
