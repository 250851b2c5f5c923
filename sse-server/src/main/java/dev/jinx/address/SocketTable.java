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
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's tables of TCP sockets, {@code /proc/self/net/tcp} and {@code tcp6}: a heading, then
 * a line for each socket of the network namespace, of whatever process, with local address, peer,
 * state and inode.
 */
final class SocketTable {
  static final Set<String> LISTENING = Set.of("0A");

  /** Established, being established, and those of which one end is closed already. */
  static final Set<String> CONNECTED = Set.of("01", "02", "04", "05", "08");

  private SocketTable() {}

  /** One socket. */
  record Row(String local, String peer, long inode) {
    InetSocketAddress localAddress() throws IOException {
      return address(local);
    }

    InetSocketAddress peerAddress() throws IOException {
      return address(peer);
    }
  }

  /** Takes what it wants of each. */
  interface Reader {
    void read(Row row) throws IOException;
  }

  /**
   * Reads both tables of a process's network; nothing where they are not there.
   *
   * @param process the directory in which the kernel tells of it
   * @param states of the sockets that are wanted
   * @throws IOException where one cannot be read, or is in no known form
   */
  static void read(Path process, Set<String> states, Reader reader) throws IOException {
    for (String version : new String[] {"net/tcp", "net/tcp6"}) {
      Path table = process.resolve(version);
      // Not there where the kernel has no version 6.
      if (Files.isReadable(table)) {
        readTable(table, states, reader);
      }
    }
  }

  private static void readTable(Path table, Set<String> states, Reader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      lines.readLine(); // the heading
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Row row = row(line, states);
        if (row != null) {
          reader.read(row);
        }
      }
    }
  }

  private static @Nullable Row row(String line, Set<String> states) throws IOException {
    StringTokenizer words = new StringTokenizer(line);
    String local = word(words, 2);
    String peer = word(words, 1);
    String state = word(words, 1);
    if (local == null || peer == null || state == null || !states.contains(state)) {
      return null;
    }
    String inode = word(words, 6);
    if (inode == null) {
      throw new IOException("a line of the table of sockets has no inode: " + line);
    }
    try {
      return new Row(local, peer, Long.parseLong(inode));
    } catch (NumberFormatException other) {
      throw unknown(line, other);
    }
  }

  private static IOException unknown(String text, NumberFormatException why) {
    return new IOException("a line of the table of sockets is in no known form: " + text, why);
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
    try {
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
    } catch (NumberFormatException other) {
      throw unknown(text, other);
    }
  }
}
