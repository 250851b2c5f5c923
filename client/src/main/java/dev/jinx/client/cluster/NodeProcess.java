package dev.jinx.client.cluster;

import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.http.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node that the kit started, with the agent in it. It keeps its directory, its ports and its
 * agent's address over restarts. What it prints goes to a file. Killed when it is closed, and when
 * this JVM ends in an orderly way; it outlives one that is itself killed (SIGKILL).
 */
public final class NodeProcess implements AutoCloseable {
  /** What a cluster does about a member's restart. */
  interface Keeper {
    /** The points with which the next life is to begin. */
    Map<String, Map<String, Object>> early();

    /** The agent of the next life answers. */
    void back();
  }

  private final NodeProcessBuilder how;
  private final Path jar;
  private final FreePorts port = FreePorts.hold(1);
  private final Path home;
  private volatile @Nullable Process process;
  private volatile @Nullable Keeper keeper;
  private volatile boolean stopped;

  NodeProcess(NodeProcessBuilder how, Path jar) {
    this.how = how;
    this.jar = jar;
    try {
      this.home = Files.createTempDirectory("jinx-" + how.name + "-"); // of this user alone
      if (!how.isLocal()) {
        Files.writeString(home.resolve("agent.token"), how.token());
      }
    } catch (IOException e) {
      port.close();
      throw new UncheckedIOException(e);
    }
    Survivors.add(this);
  }

  /** Begins to say how a node of that name is started. */
  public static NodeProcessBuilder of(String name) {
    return new NodeProcessBuilder(name);
  }

  /** Its name. */
  public String name() {
    return how.name;
  }

  /** Where its agent listens, in every life. */
  public Address address() {
    return new Address(how.host, port.get(0));
  }

  /** The file with the token of its agent; empty where it listens at loopback, and wants none. */
  public Optional<Path> tokenFile() {
    return how.isLocal() ? Optional.empty() : Optional.of(home.resolve("agent.token"));
  }

  /** How its agent is connected to, in every life. */
  public JinxBuilder builder() {
    JinxBuilder at = Jinx.at(address().toString());
    return tokenFile().map(at::tokenFile).orElse(at);
  }

  /** A directory of its own, which goes when this is closed. */
  public Path directory() {
    return home;
  }

  /** The file with what it printed, in all lives. */
  public Path output() {
    return how.output == null ? home.resolve("output.log") : how.output;
  }

  /** The process of the present life. */
  public ProcessHandle handle() {
    return Objects.requireNonNull(process).toHandle();
  }

  /** Whether the process runs, or is stopped. */
  public boolean isAlive() {
    Process now = process;
    return now != null && now.isAlive();
  }

  /** Kills it at once (SIGKILL), with the processes that it started, and waits for its end. */
  public void kill() {
    Process now = process;
    if (now != null) {
      Signals.kill(now.toHandle());
      now.onExit().join(); // so that it knows it, too
    }
    stopped = false;
  }

  /** Kills it if it was stopped, and not let go on: nothing can be asked of it. */
  public void killIfStopped() {
    if (stopped) {
      kill();
    }
  }

  /** Stops it where it stands (SIGSTOP), until {@link #resume}. Its lease goes on to run. */
  public void stop() {
    stopped = true; // or in part, should it fail
    Signals.stop(handle());
  }

  /** Whether {@link #stop} stopped it, and it was not let go on, nor killed. */
  public boolean isStopped() {
    return stopped;
  }

  /** Lets it go on (SIGCONT). */
  public void resume() {
    Signals.resume(handle());
    stopped = false;
  }

  /**
   * Kills it if it runs, starts it again, and waits until its agent answers. The cuts and filters
   * of its cluster hold from its first instruction on.
   *
   * @throws ClusterException with the end of its output, if it ends before, or takes too long
   */
  public void restart() {
    kill();
    Keeper keeps = keeper;
    launch(keeps == null ? Map.of() : keeps.early());
    if (keeps != null) {
      keeps.back();
    }
  }

  /** Kills it, and takes its directory away. */
  @Override
  public void close() {
    kill();
    Survivors.remove(this);
    port.close();
    Trees.delete(home);
  }

  @Override
  public String toString() {
    return how.name + " (" + output() + ")";
  }

  List<String> listening() {
    return how.listening;
  }

  /** The cluster that looks after it; null for none. */
  void keeper(@Nullable Keeper cluster) {
    keeper = cluster;
  }

  /** Starts it with these points besides its own, and waits until its agent answers. */
  void launch(Map<String, Map<String, Object>> points) {
    try {
      Launch launch = new Launch(how, jar, this);
      Process next = launch.start(points);
      process = next;
      String failure = launch.await(next);
      if (failure != null) {
        kill();
        throw new ClusterException("node " + how.name + " " + failure + "; " + lastWords(), null);
      }
    } catch (IOException e) {
      throw new ClusterException("node " + how.name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** The end of its output, for messages. */
  String lastWords() {
    return "the end of its output (" + output() + "):\n" + Trees.tail(output());
  }
}
