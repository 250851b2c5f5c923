package dev.jinx.control;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Fitting;
import dev.jinx.bootstrap.Halting;
import dev.jinx.bootstrap.RingFile;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Settings;
import dev.jinx.bootstrap.Shutdown;
import dev.jinx.bootstrap.Startup;
import dev.jinx.log.EventLog;
import dev.jinx.log.HitLines;
import dev.jinx.log.LogFiles;
import dev.jinx.log.Scribe;
import dev.jinx.log.StandardError;
import dev.jinx.server.Server;
import dev.jinx.server.ServerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One JVM with the agent: its log, its scribe, its server. What the agent starts beside the
 * application, by reflection, as it lives in a loader that the agent does not see.
 */
public final class Node implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(1);
  private static final Duration STALLED = Duration.ofSeconds(2);
  private static final long STDERR_MILLIS = 200;
  private static final long TIDY_NANOS = 1_000_000_000L;

  private final StandardError stderr;
  private final Scribe scribe;
  private final Control control;
  private final EventLog log;
  private final LogFiles files;
  private final Settings settings;
  private final Thread keeper;
  private @Nullable Server server;
  private @Nullable PortFile portFile;
  private volatile boolean closed;

  private Node(Settings settings, LogFiles files) {
    this.settings = settings;
    this.files = files;
    stderr = new StandardError();
    log =
        new EventLog(
            files.node(),
            files.boot(),
            window(settings.retention()),
            files.segments(),
            files.writer());
    scribe = new Scribe(log, new HitLines(stderr, settings.hits()));
    keeper = AgentThreads.create("jinx-keeper", this::keep);
    control =
        new Control(
            log,
            scribe,
            allowed(settings),
            new LateExpressions(),
            () -> LockSupport.unpark(keeper));
  }

  private static Allowed allowed(Settings settings) {
    return new Allowed(settings.call(), settings.halt(), settings.points());
  }

  /** The window lies in the application's heap: of a small one it takes a small part. */
  private static long window(long retention) {
    return Math.min(retention, Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * Starts all of it; when it returns, the server answers and the port file is written.
   *
   * @throws IOException where it cannot listen, or cannot write the port file, or, where that is to
   *     end the JVM, cannot have the log's directory; the message is one clear line. Points still
   *     act then, and are logged.
   */
  public static Node start(Settings settings) throws IOException {
    Node node = new Node(settings, LogFiles.open(settings));
    node.stderr.start();
    node.scribe.start();
    node.keeper.start();
    Halting.first(node::tell);
    Shutdown.last(node::close);
    node.serve();
    return node;
  }

  private void serve() throws IOException {
    ServerConfig config =
        ServerConfig.loopback(settings.port())
            .at(settings.host(), settings.port())
            .withToken(settings.token())
            .withOrigins(settings.origins())
            .withMaxAge(Duration.ofNanos(settings.maxAge()))
            .withLog(files.place())
            .withVersion(settings.version());
    Server started = Server.start(config, log, control, this::problems, Say::later);
    synchronized (this) {
      server = started;
    }
    if (settings.portFile() != null) {
      try {
        PortFile file = PortFile.write(settings.portFile(), started.address());
        synchronized (this) {
          portFile = file;
        }
      } catch (IOException failed) {
        throw new IOException(
            "the server listens on " + started.address() + ", but " + failed.getMessage(), failed);
      }
    }
    if (!settings.logLevel().equals("error") && !settings.logLevel().equals("warn")) {
      Say.later("node " + files.node() + " listens on " + started.address());
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (Faults.count() > 0) {
      problems.add(Faults.count() + " faults of the agent; the first: " + Faults.first());
    }
    if (scribe.lost() > 0) {
      problems.add(scribe.lost() + " hits found no room in the rings (log.buffer)");
    }
    if (scribe.unwritten() > 0) {
      problems.add(scribe.unwritten() + " events are gaps, as they could not be written");
    }
    problems.addAll(Startup.problems());
    problems.addAll(files.problems());
    addRings(problems);
    return problems;
  }

  private void addRings(List<String> problems) {
    RingFile rings = RingFile.current();
    String why = rings == null ? settings.ringsProblem() : rings.problem();
    if (why != null) {
      problems.add(why);
    }
  }

  /** Where its server listens, {@code host:port}. */
  public synchronized String address() {
    return server == null ? "" : server.address();
  }

  private void keep() {
    long wait = TIDY_NANOS;
    Fitter fitter = new Fitter();
    Fitting.wakes(Thread.currentThread());
    while (!closed) {
      LockSupport.parkNanos(this, wait);
      try {
        fitter.look();
        wait = Math.min(TIDY_NANOS, control.keep());
      } catch (RuntimeException | OutOfMemoryError fault) {
        Faults.count("tidying up", fault);
      }
    }
  }

  /** Before the action {@code halt}: what was published leaves this process. */
  private void tell() {
    scribe.takeIn();
    Server running;
    synchronized (this) {
      running = server;
    }
    if (running != null) {
      int behind = running.flush(STALLED);
      if (behind > 0) {
        Say.later("readers that did not take all that came before the halt: " + behind);
      }
    }
    stderr.close(STDERR_MILLIS);
  }

  /** Takes in what was published, lets readers have it, and ends every thread. */
  @Override
  public void close() {
    Server running;
    PortFile file;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      running = server;
      file = portFile;
    }
    LockSupport.unpark(keeper);
    scribe.close();
    if (running != null) {
      running.close(DRAIN);
    }
    if (file != null) {
      file.delete();
    }
    // What was hit while readers were waited for is the log's, too.
    try {
      files.close(scribe.endFiles());
    } catch (IOException failed) {
      Say.now("closing the event log failed: " + failed.getMessage());
    }
    stderr.close(STDERR_MILLIS);
  }
}
