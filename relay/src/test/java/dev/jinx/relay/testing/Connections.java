package dev.jinx.relay.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks, from outside, whom a process is connected to. Linux only. */
final class Connections {
  private static final String ESTABLISHED = "01";

  private Connections() {}

  /** How many connections to these nodes a process has. */
  static long of(ProcessHandle process, List<String> entries) throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (String each : entries) {
      ports.add(Integer.parseInt(each.substring(each.lastIndexOf(':') + 1)));
    }
    Set<String> sockets = sockets(process.pid());
    long count = 0;
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] field = line.strip().split("\\s+");
        if (field.length > 9
            && field[3].equals(ESTABLISHED)
            && sockets.contains(field[9])
            && ports.contains(port(field[2]))) {
          count++;
        }
      }
    }
    return count;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  private static Set<String> sockets(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    Path fds = Path.of("/proc", String.valueOf(pid), "fd");
    if (!Files.isDirectory(fds)) {
      return inodes;
    }
    try (Stream<Path> open = Files.list(fds)) {
      for (Path each : open.toList()) {
        String target = target(each);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static String target(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
