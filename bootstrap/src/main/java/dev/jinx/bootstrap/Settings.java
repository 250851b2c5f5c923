package dev.jinx.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server and the event log of this JVM were told, checked already. Immutable; may be used
 * from any thread.
 */
public final class Settings {
  private final Builder from;

  private Settings(Builder from) {
    this.from = from;
  }

  /** Settings with nothing but defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Name of this JVM in cursors and events; a valid name ({@link Names#RULE}). One that is not
   * {@link #isNodeGiven given} stands back behind the one that the log's directory remembers.
   */
  public String node() {
    return from.node;
  }

  /** Whether somebody chose the name. */
  public boolean isNodeGiven() {
    return from.nodeGiven;
  }

  /** Absolute path of the directory of the event log, or null where there is none. */
  public @Nullable String logDirectory() {
    return from.logDirectory;
  }

  /** What events in the directory survive: {@code memory}, {@code os} or {@code fsync}. */
  public String durability() {
    return from.durability;
  }

  /** Whether the JVM ends where the log cannot be kept as configured. */
  public boolean isFailing() {
    return from.failing;
  }

  /** Why the rings do not lie in a file although they should, or null. */
  public @Nullable String ringsProblem() {
    return from.ringsProblem;
  }

  /** Address or name to listen on. */
  public String host() {
    return from.host;
  }

  /** TCP port to listen on, 0 to 65535; 0 picks a free one. */
  public int port() {
    return from.port;
  }

  /** Path of the file to write {@code host:port} to once ready, atomically; null for none. */
  public @Nullable String portFile() {
    return from.portFile;
  }

  /** What clients have to present, printable ASCII without blanks; null where nothing is asked. */
  public @Nullable String token() {
    return from.token;
  }

  /** Origins of further pages that may use the server: {@code https://ci.acme.com}. */
  public List<String> origins() {
    return from.origins;
  }

  /** How long a stream of events lasts before its reader is asked to come again, in nanoseconds. */
  public long maxAge() {
    return from.maxAge;
  }

  /** Bytes of events that the memory window keeps. */
  public long retention() {
    return from.retention;
  }

  /** Whether each hit is one INFO line on stderr. */
  public boolean hits() {
    return from.hits;
  }

  /**
   * What the agent says of itself on stderr: {@code error}, {@code warn}, {@code info} or {@code
   * debug}.
   */
  public String logLevel() {
    return from.logLevel;
  }

  /** Whether the action {@code call} may be used. */
  public boolean call() {
    return from.call;
  }

  /** Whether the action {@code halt} may be used. */
  public boolean halt() {
    return from.halt;
  }

  /** Whether points may be declared at run time. */
  public boolean points() {
    return from.points;
  }

  /** Version of Jinx, for people: {@code 0.1.0}. */
  public String version() {
    return from.version;
  }

  /** Id of the build that jinx.jar comes from; equal only for the same build. */
  public String buildId() {
    return from.buildId;
  }

  /** Gathers settings; not for several threads. The values have been checked by the caller. */
  public static final class Builder {
    private String node = "jinx";
    private boolean nodeGiven = true;
    private @Nullable String logDirectory;
    private String durability = "os";
    private boolean failing;
    private @Nullable String ringsProblem;
    private String host = "127.0.0.1";
    private int port = 7117;
    private @Nullable String portFile;
    private @Nullable String token;
    private List<String> origins = List.of();
    private long maxAge = 3_600_000_000_000L;
    private long retention = 64L << 20;
    private boolean hits = true;
    private String logLevel = "info";
    private boolean call = true;
    private boolean halt = true;
    private boolean points = true;
    private String version = "unknown";
    private String buildId = "unknown";

    private Builder() {}

    private Builder(Builder from) {
      node = from.node;
      nodeGiven = from.nodeGiven;
      logDirectory = from.logDirectory;
      durability = from.durability;
      failing = from.failing;
      ringsProblem = from.ringsProblem;
      host = from.host;
      port = from.port;
      portFile = from.portFile;
      token = from.token;
      origins = from.origins;
      maxAge = from.maxAge;
      retention = from.retention;
      hits = from.hits;
      logLevel = from.logLevel;
      call = from.call;
      halt = from.halt;
      points = from.points;
      version = from.version;
      buildId = from.buildId;
    }

    /** See {@link Settings#node()}. */
    public Builder node(String value) {
      node = value;
      return this;
    }

    /** A name that stands back behind a remembered one; see {@link Settings#isNodeGiven()}. */
    public Builder defaultNode(String value) {
      node = value;
      nodeGiven = false;
      return this;
    }

    /** See {@link Settings#logDirectory()}. */
    public Builder logDirectory(@Nullable String value) {
      logDirectory = value;
      return this;
    }

    /** See {@link Settings#durability()}. */
    public Builder durability(String value) {
      durability = value;
      return this;
    }

    /** See {@link Settings#isFailing()}. */
    public Builder failing(boolean value) {
      failing = value;
      return this;
    }

    /** See {@link Settings#ringsProblem()}. */
    public Builder ringsProblem(@Nullable String value) {
      ringsProblem = value;
      return this;
    }

    /** See {@link Settings#host()}. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** See {@link Settings#port()}. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** See {@link Settings#portFile()}. */
    public Builder portFile(@Nullable String value) {
      portFile = value;
      return this;
    }

    /** See {@link Settings#token()}. */
    public Builder token(@Nullable String value) {
      token = value;
      return this;
    }

    /** See {@link Settings#origins()}. */
    public Builder origins(List<String> value) {
      origins = List.copyOf(value);
      return this;
    }

    /** See {@link Settings#maxAge()}. */
    public Builder maxAge(long nanos) {
      maxAge = nanos;
      return this;
    }

    /** See {@link Settings#retention()}. */
    public Builder retention(long value) {
      retention = value;
      return this;
    }

    /** See {@link Settings#hits()}. */
    public Builder hits(boolean value) {
      hits = value;
      return this;
    }

    /** See {@link Settings#logLevel()}. */
    public Builder logLevel(String value) {
      logLevel = value;
      return this;
    }

    /** See {@link Settings#call()}. */
    public Builder call(boolean value) {
      call = value;
      return this;
    }

    /** See {@link Settings#halt()}. */
    public Builder halt(boolean value) {
      halt = value;
      return this;
    }

    /** See {@link Settings#points()}. */
    public Builder points(boolean value) {
      points = value;
      return this;
    }

    /** See {@link Settings#version()}. */
    public Builder version(String value) {
      version = value;
      return this;
    }

    /** See {@link Settings#buildId()}. */
    public Builder buildId(String value) {
      buildId = value;
      return this;
    }

    /** The settings as they are now; later changes of this builder do not reach them. */
    public Settings build() {
      return new Settings(new Builder(this));
    }
  }
}
