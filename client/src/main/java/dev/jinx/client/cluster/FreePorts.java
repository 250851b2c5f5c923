package dev.jinx.client.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports for programs that must be told theirs before they start. They lie below those that the
 * system gives to outgoing connections, so that none of these takes one while a node is down, and
 * are held by a lock as long as this is open: two test processes of a user never get the same.
 *
 * <p>A program that takes port 0 and says what it got needs none of this: {@link Node#listeners}
 * tells where it listens.
 */
public final class FreePorts implements AutoCloseable {
  private static final int LOWEST = 10_000;
  private static final int USUAL_END = 32_768;
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  /** Of this JVM: to close a second channel of a locked file would let go of the lock. */
  private static final Set<Integer> OURS = ConcurrentHashMap.newKeySet();

  private final List<Integer> ports = new ArrayList<>();
  private final List<FileChannel> locks = new ArrayList<>();

  private FreePorts() {}

  /**
   * So many ports that nobody listens at and nobody else holds.
   *
   * @throws ClusterException if there are not so many
   */
  public static FreePorts hold(int count) {
    FreePorts held = new FreePorts();
    int end = end();
    int size = end - LOWEST;
    int start = ThreadLocalRandom.current().nextInt(size);
    try {
      for (int i = 0; i < size && held.ports.size() < count; i++) {
        held.take(LOWEST + (start + i) % size);
      }
    } catch (IOException e) {
      held.close();
      throw new ClusterException("no port can be held: " + e, e);
    }
    if (held.ports.size() < count) {
      held.close();
      throw new ClusterException("fewer than " + count + " ports are free below " + end, null);
    }
    return held;
  }

  /** The port of that index, from 0. */
  public int get(int index) {
    return ports.get(index);
  }

  /** All of them. */
  public List<Integer> all() {
    return List.copyOf(ports);
  }

  /** Lets go of them. */
  @Override
  public void close() {
    for (FileChannel lock : locks) {
      try {
        lock.close();
      } catch (IOException e) {
        continue; // the lock goes with the process at the latest
      }
    }
    if (!locks.isEmpty()) {
      locks.clear();
      ports.forEach(OURS::remove);
    }
  }

  private void take(int port) throws IOException {
    if (!OURS.add(port)) {
      return;
    }
    FileChannel lock = null;
    boolean held = false;
    try {
      lock = lock(port);
      held = lock != null && isFree(port);
    } finally {
      if (!held) {
        if (lock != null) {
          lock.close();
        }
        OURS.remove(port);
      }
    }
    if (held) {
      ports.add(port);
      locks.add(Objects.requireNonNull(lock));
    }
  }

  private static @Nullable FileChannel lock(int port) throws IOException {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), "jinx-ports-" + user);
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(Integer.toString(port)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // of another class loader in this JVM
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return channel;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first port that outgoing connections may get. */
  private static int end() {
    try {
      String low = Files.readString(RANGE).strip().split("\\s+")[0];
      int end = Integer.parseInt(low);
      return end > LOWEST + 1000 ? end : USUAL_END; // an odd machine: then only the lock holds
    } catch (IOException | NumberFormatException e) {
      return USUAL_END;
    }
  }
}
