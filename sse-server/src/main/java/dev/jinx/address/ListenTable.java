package dev.jinx.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * One of the kernel's tables of TCP sockets, {@code /proc/self/net/tcp} and {@code tcp6}: a
 * heading, then a line for each socket of the network namespace, with local address, state and
 * inode.
 */
final class ListenTable {
  private static final String LISTENING = "0A";

  private ListenTable() {}

  /** Adds the sockets that listen, of whatever process, by inode. */
  static void read(Path table, Map<Long, Listener> into) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(line, into);
      }
    }
  }

  private static void read(String line, Map<Long, Listener> into) throws IOException {
    StringTokenizer words = new StringTokenizer(line);
    String local = word(words, 2);
    String state = word(words, 2);
    if (local == null || state == null || !state.equals(LISTENING)) {
      return;
    }
    String inode = word(words, 6);
    if (inode == null) {
      throw new IOException("a line of the table of sockets has no inode: " + line);
    }
    try {
      into.put(Long.parseLong(inode), new Listener(address(local)));
    } catch (NumberFormatException other) {
      throw new IOException("a line of the table of sockets is in no known form: " + line, other);
    }
  }

  /** So many words further on. */
  private static @Nullable String word(StringTokenizer words, int further) {
    String word = null;
    for (int i = 0; i < further; i++) {
      if (!words.hasMoreTokens()) {
        return null;
      }
      word = words.nextToken();
    }
    return word;
  }

  /** {@code 0100007F:1F90}: words of 32 bits as this machine holds them, then the port. */
  static InetSocketAddress address(String text) throws IOException {
    int colon = text.indexOf(':');
    if (colon != 8 && colon != 32) {
      throw new NumberFormatException(text);
    }
    ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i < colon; i += 8) {
      bytes.putInt(Integer.parseUnsignedInt(text.substring(i, i + 8), 16));
    }
    // One of version 4 that is written as version 6 becomes one of version 4.
    InetAddress ip = InetAddress.getByAddress(bytes.array());
    return new InetSocketAddress(ip, Integer.parseInt(text.substring(colon + 1), 16));
  }
}
