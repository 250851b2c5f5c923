package dev.jinx.address;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The TCP connections of this process that native code waits for, as Netty's epoll transport does.
 * The kernel tells what each epoll instance watches, and for what: the JDK's never ask for edges,
 * nor for a peer that ends its half. What io_uring serves is not told. For any number of threads.
 */
public final class NativeConnections {
  private static final String EPOLL = "anon_inode:[eventpoll]";

  /** Those of EPOLLET and EPOLLRDHUP. */
  private static final long NEVER_OF_THE_JDK = 0x8000_2000L;

  /** Descriptors are gone through no more often: a process may have very many. */
  private static final long LOOK_NANOS = 2_000_000_000L;

  /** Nor is what instances watch, during which the kernel has them wait. */
  private static final long FRESH_NANOS = 200_000_000L;

  private final Path process;

  // Guarded by this.
  private List<String> instances = List.of();
  private long looked = System.nanoTime() - LOOK_NANOS;
  private List<Ends> known = List.of();
  private long asked = System.nanoTime() - FRESH_NANOS;

  /** Those of this process. */
  public NativeConnections() {
    this(Path.of("/proc/self"));
  }

  /**
   * @param process the directory in which the kernel tells of it
   */
  NativeConnections(Path process) {
    this.process = process;
  }

  /**
   * One of them.
   *
   * @param local this end
   * @param peer the other end
   */
  public record Ends(InetSocketAddress local, InetSocketAddress peer) {}

  /**
   * All of them, as they were 0.2 s ago at most; those of an event loop that is new come within 2
   * s. None where the kernel does not tell.
   *
   * @throws IOException where the kernel's tables are in no known form
   */
  public synchronized List<Ends> all() throws IOException {
    if (System.nanoTime() - asked >= FRESH_NANOS) {
      known = ask();
      asked = System.nanoTime();
    }
    return known;
  }

  private List<Ends> ask() throws IOException {
    Set<Long> watched = new HashSet<>();
    for (String descriptor : instances()) {
      watch(descriptor, watched);
    }
    List<Ends> ends = new ArrayList<>();
    if (!watched.isEmpty()) {
      SocketTable.read(
          process,
          SocketTable.CONNECTED,
          row -> {
            if (watched.contains(row.inode())) {
              ends.add(new Ends(row.localAddress(), row.peerAddress()));
            }
          });
    }
    return List.copyOf(ends);
  }

  private List<String> instances() throws IOException {
    if (System.nanoTime() - looked < LOOK_NANOS || !Files.isReadable(process.resolve("fd"))) {
      return instances;
    }
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        try {
          if (Files.readSymbolicLink(descriptor).toString().equals(EPOLL)) {
            found.add(descriptor.getFileName().toString());
          }
        } catch (IOException closed) {
          continue;
        }
      }
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
    instances = List.copyOf(found);
    looked = System.nanoTime();
    return instances;
  }

  /**
   * Lines such as {@code tfd: 192 events: 80002019 data: c0 pos:0 ino:94beef sdev:9}. One tells of
   * whom the instance is: later versions of Netty ask for edges only where they wake themselves.
   */
  private void watch(String descriptor, Set<Long> into) {
    List<String> lines;
    try {
      Path told = process.resolve("fdinfo").resolve(descriptor);
      lines = Files.readAllLines(told, StandardCharsets.US_ASCII);
    } catch (IOException notTold) {
      return; // closed meanwhile, or the kernel tells nobody
    }
    List<Long> inodes = new ArrayList<>();
    long events = 0;
    for (String line : lines) {
      StringTokenizer words = new StringTokenizer(line.startsWith("tfd:") ? line : "");
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (word.equals("events:") && words.hasMoreTokens()) {
          events |= Long.parseUnsignedLong(words.nextToken(), 16);
        } else if (word.startsWith("ino:")) {
          inodes.add(Long.parseUnsignedLong(word.substring("ino:".length()), 16));
        }
      }
    }
    if ((events & NEVER_OF_THE_JDK) != 0) {
      into.addAll(inodes);
    }
  }
}
