package dev.jinx.address;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where this process listens on TCP, whoever opened the socket and when: the JDK's classes, native
 * code, or a parent. The kernel knows all listening sockets of the network namespace; those of this
 * process are the ones that it has a descriptor of. For any number of threads.
 */
public final class Listeners {
  private static final String SOCKET = "socket:[";

  private final Path process;

  // Guarded by this: to whom listening sockets belong, so that descriptors are gone through only
  // when there is a socket that was not there before.
  private final Set<Long> own = new HashSet<>();
  private final Set<Long> foreign = new HashSet<>();

  /** Those of this process. */
  public Listeners() {
    this(Path.of("/proc/self"));
  }

  /**
   * @param process the directory in which the kernel tells of it
   */
  Listeners(Path process) {
    this.process = process;
  }

  /** Whether the kernel can be asked. */
  public boolean areKnown() {
    return Files.isReadable(process.resolve("net/tcp")) && Files.isReadable(process.resolve("fd"));
  }

  /**
   * All of them, by port; none where they are not known.
   *
   * @throws IOException where the kernel's tables cannot be read, or are in no known form
   */
  public synchronized List<Listener> all() throws IOException {
    Map<Long, Listener> listening = new LinkedHashMap<>();
    if (areKnown()) {
      SocketTable.read(
          process,
          SocketTable.LISTENING,
          row -> listening.put(row.inode(), new Listener(row.localAddress())));
    }
    own.retainAll(listening.keySet());
    foreign.retainAll(listening.keySet());
    if (own.size() + foreign.size() < listening.size()) {
      Map<Long, Listener> unknown = new HashMap<>(listening);
      unknown.keySet().removeAll(own);
      unknown.keySet().removeAll(foreign);
      claim(unknown.keySet());
      foreign.addAll(unknown.keySet());
    }
    return listening.entrySet().stream()
        .filter(entry -> own.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted(
            Comparator.comparingInt((Listener one) -> one.address().getPort())
                .thenComparing(Listener::text))
        .toList();
  }

  /** Moves to our own those that this process has a descriptor of. */
  private void claim(Set<Long> unknown) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String target;
        try {
          target = Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
          continue;
        }
        if (target.startsWith(SOCKET) && target.endsWith("]")) {
          Long inode = Long.valueOf(target.substring(SOCKET.length(), target.length() - 1));
          if (unknown.remove(inode)) {
            own.add(inode);
          }
        }
      }
    }
  }
}
